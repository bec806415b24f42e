-- The pharmacists' list for the morning.
create or replace view expiring_prescriptions as
select p.prescription_id, p.patient_id, m.substance, p.valid_until
from prescriptions p
join medicines m using (medicine_id)
where p.valid_until between current_date and current_date + 7;
