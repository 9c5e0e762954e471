package dev.migrate.crash;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;

@DatabaseTest(DatabaseProduct.MARIADB)
class MariaDbAdoptionCrashTests extends AdoptionCrashContract {}
