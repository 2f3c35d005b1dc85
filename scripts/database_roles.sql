-- Two roles: the owner migrates, the application only works. Run once as superuser, before the first "migrate":
--   psql -v database=personalauswahl -v owner=personalauswahl_owner -v application=personalauswahl -f scripts/database_roles.sql
-- Then give both a password (\password) or a certificate. docs/operations.md, "Two roles".
\set ON_ERROR_STOP on
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE :"application" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE :"database" OWNER :"owner" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"application";
\connect :"database"
ALTER SCHEMA public OWNER TO :"owner";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"application";
