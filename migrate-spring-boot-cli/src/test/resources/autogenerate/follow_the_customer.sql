-- migrate:upgrade
-- migrate:warning CUSTOMER.DATE_OF_BIRTH is renamed from BIRTHDAY; instances not yet replaced still use the old name
ALTER TABLE customer ALTER COLUMN birthday RENAME TO date_of_birth;

CREATE TABLE invoice (
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    total NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT invoice_pkey PRIMARY KEY (id)
);
CREATE INDEX invoice_customer_id_idx ON invoice (customer_id);

-- migrate:warning CUSTOMER.FAX is dropped with its data; the downgrade restores only the column
ALTER TABLE customer DROP COLUMN fax;

-- migrate:warning CUSTOMER.CUSTOMER_NAME_KEY fails if rows have equal values; SELECT name FROM customer GROUP BY name HAVING count(*) > 1
ALTER TABLE customer ADD CONSTRAINT customer_name_key UNIQUE (name);

ALTER TABLE invoice ADD CONSTRAINT invoice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE;

-- migrate:downgrade
-- migrate:warning INVOICE is dropped with its contents; the upgrade created it

ALTER TABLE invoice DROP CONSTRAINT invoice_customer_id_fkey;

ALTER TABLE customer DROP CONSTRAINT customer_name_key;
ALTER TABLE customer ADD COLUMN fax VARCHAR(30);

DROP TABLE invoice;

-- migrate:warning CUSTOMER.BIRTHDAY is renamed from DATE_OF_BIRTH; instances not yet replaced still use the old name
ALTER TABLE customer ALTER COLUMN date_of_birth RENAME TO birthday;
