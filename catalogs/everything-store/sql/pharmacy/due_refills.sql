-- Who runs out of what within two weeks, going by the gaps between the last dispensings.
with intervals as (
    select
        patient_id,
        medicine_id,
        dispensed_at,
        dispensed_at - lag(dispensed_at) over (partition by patient_id, medicine_id order by dispensed_at) as gap
    from dispensings
),
rhythm as (
    select patient_id, medicine_id, max(dispensed_at) as last_time, avg(gap) as usual_gap
    from intervals
    where gap is not null
    group by patient_id, medicine_id
    having count(*) >= 3
)
insert into due_refills (patient_id, medicine_id, due_on)
select r.patient_id, r.medicine_id, (r.last_time + r.usual_gap)::date
from rhythm r
join medicines m on m.medicine_id = r.medicine_id
where m.on_prescription
  and r.last_time + r.usual_gap < now() + interval '14 days';

delete from due_refills
where due_on < current_date - 30;
