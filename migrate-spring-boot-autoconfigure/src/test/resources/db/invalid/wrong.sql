-- Has no id

-- migrate:upgrade
CREATE TABLE lost (id BIGINT PRIMARY KEY);

-- migrate:downgrade
DROP TABLE lost;
