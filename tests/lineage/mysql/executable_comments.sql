-- What a server of MySQL's runs although it stands in a comment is read; what only a later one runs, too.
/*!40101 SET @saved_cs_client = @@character_set_client */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `o` AS select `cust`.`email` AS `email` from `cust` */;
-- cust.email -> o.email IDENTITY

select /*! email, */ id from cust;
-- cust.email -> .email IDENTITY
-- cust.id -> .id IDENTITY

select id /* email */, '/*! phone */' as x from cust; -- /*! none */
-- cust.id -> .id IDENTITY

/*M!999999\- enable the sandbox mode */

insert into kept select id /*!99999 , never */ from cust;
-- cust.id -> kept.id IDENTITY
