"""The domain in Italian: phrases, sentences, arithmetic in words."""
