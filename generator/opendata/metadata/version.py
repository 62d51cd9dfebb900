"""The version of the published format, and the rule by which it changes."""

#: Of the names of files and columns, and of what they mean; it is in every schema and in `piano.json`.
FORMAT_VERSION = "1.0"

FORMAT_RULE = (
    "Il secondo numero cresce quando si aggiunge qualcosa: una colonna dopo quelle che ci sono, un file, "
    "una parola nuova in un elenco di valori ammessi. Il primo cresce quando qualcosa sparisce, o cambia "
    "nome, posto o significato. Chi legge le colonne per nome e tralascia quelle che non conosce non deve "
    "fare nulla finché il primo numero è lo stesso; chi controlla un file con il suo schema usa quello "
    "pubblicato accanto."
)
