/*M!999999\- enable the sandbox mode */ 
/*M!100300 CREATE SEQUENCE s */;
/*M! SET @a = 1 */; /*!40101 SET NAMES utf8mb4 */;
SELECT /*+ hint; not for MariaDB */ 1;
SELECT /* plain; */ 2 -- rest; of it
, 3 # and; this
;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t BEFORE INSERT ON ev FOR EACH ROW BEGIN
SET NEW.id = 1; SET NEW.name = 'x'; END */;
SELECT 3;
