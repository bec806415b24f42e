-- Somebody who has opened a second account stays one patient.
update prescriptions p
set patient_id = keep.patient_id
from patients dup
join patients keep
  on keep.insurance_number = dup.insurance_number
 and keep.date_of_birth = dup.date_of_birth
 and keep.created_at < dup.created_at
where p.patient_id = dup.patient_id;
