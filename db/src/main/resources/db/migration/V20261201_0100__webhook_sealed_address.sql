alter table webhook.endpoint
    -- The whole of an address that is a secret in itself, encrypted; then address is what administrators may see of it.
    add sealed_address text;
