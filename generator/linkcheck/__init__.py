"""Link checker: follows every link of a built site."""
