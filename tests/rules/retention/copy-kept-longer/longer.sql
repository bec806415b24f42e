-- system: lab, dialect: postgres
insert into mailing select email from inbox;
