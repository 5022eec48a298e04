"""The browser edge: the officers' inbox over HTTP. It carries ciphertexts and never holds a private key."""
