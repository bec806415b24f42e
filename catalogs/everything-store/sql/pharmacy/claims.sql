-- Once a month, to the insurers' clearing house.
copy (
    select
        p.insurance_number,
        d.medicine_id,
        d.packs,
        d.co_payment,
        d.dispensed_at::date as dispensed_on
    from dispensings d
    join patients p on p.patient_id = d.patient_id
    where d.dispensed_at >= date_trunc('month', current_date) - interval '1 month'
      and d.dispensed_at < date_trunc('month', current_date)
) to '/mnt/shop-exports/insurers/claims-2026-10.csv' with (format csv, header);
