//! Every operation, with every value that it accepts.
#![expect(deprecated, reason = "the table includes deprecated operations")]

use housecall_pro::types::{
    CustomerExpand, EstimateExpand, EstimateSort, EventSort, InvoiceSort, InvoiceStatus, JobExpand, JobSort, LeadSort,
    LeadStatus, MaterialSort, PaymentMethod, PipelineResource, ServiceExpand, ServiceFilter, SortDirection, TagSort,
    TimeSort, WorkStatusFilter,
};

use super::calls::{Call, ID, instant, nothing, read, typed, untyped, upload};

pub(crate) static CALLS: [Call; 105] = [
    Call::new("listCustomers", |client, _| {
        typed(
            client
                .customers()
                .list()
                .q("Mc Coy & Söhne=")
                .page(2)
                .page_size(200)
                .sort_by(TimeSort::UpdatedAt)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"])
                .expand([CustomerExpand::DoNotService]),
        )
    })
    .query(
        "\
            q=Mc%20Coy%20%26%20S%C3%B6hne%3D page=2 page_size=200 sort_by=updated_at \
            sort_direction=desc location_ids[]=a location_ids[]=b%202 expand[]=do_not_service",
    ),
    Call::new("createCustomer", |client, body| typed(client.customers().create(&read(body)))),
    Call::new("getCustomer", |client, _| typed(client.customers().get(ID).expand([CustomerExpand::DoNotService])))
        .query("expand[]=do_not_service"),
    Call::new("updateCustomer", |client, body| typed(client.customers().update(ID, &read(body)))),
    Call::new("deleteCustomer", |client, _| nothing(client.customers().delete(ID))),
    Call::new("listLeads", |client, _| {
        typed(
            client
                .leads()
                .list()
                .employee_ids(["a", "b 2"])
                .customer_id("c/1")
                .status(LeadStatus::Won)
                .tag_ids(["a", "b 2"])
                .lead_source(["a", "b 2"])
                .page(2)
                .page_size(200)
                .sort_by(LeadSort::Status)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"]),
        )
    })
    .query(
        "\
            employee_ids[]=a employee_ids[]=b%202 customer_id=c%2F1 status=won tag_ids[]=a \
            tag_ids[]=b%202 lead_source[]=a lead_source[]=b%202 page=2 page_size=200 sort_by=status \
            sort_direction=desc location_ids[]=a location_ids[]=b%202",
    ),
    Call::new("createLead", |client, body| typed(client.leads().create(&read(body)))),
    Call::new("listJobs", |client, _| {
        typed(
            client
                .jobs()
                .list()
                .scheduled_start_min(instant("2026-03-02T08:30:00+01:00"))
                .scheduled_start_max(instant("2026-03-02T08:30:00.25Z"))
                .scheduled_end_min(instant("2026-03-02T08:30:00+01:00"))
                .scheduled_end_max(instant("2026-03-02T08:30:00.25Z"))
                .employee_ids(["a", "b 2"])
                .customer_id("c/1")
                .work_status([WorkStatusFilter::Canceled])
                .page(2)
                .page_size(200)
                .sort_by(JobSort::WorkStatus)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"])
                .expand([JobExpand::Appointments]),
        )
    })
    .query(
        "\
            scheduled_start_min=2026-03-02T07%3A30%3A00Z \
            scheduled_start_max=2026-03-02T08%3A30%3A00.25Z \
            scheduled_end_min=2026-03-02T07%3A30%3A00Z scheduled_end_max=2026-03-02T08%3A30%3A00.25Z \
            employee_ids[]=a employee_ids[]=b%202 customer_id=c%2F1 work_status[]=canceled page=2 \
            page_size=200 sort_by=work_status sort_direction=desc location_ids[]=a \
            location_ids[]=b%202 expand[]=appointments",
    ),
    Call::new("createJob", |client, body| typed(client.jobs().create(&read(body)))),
    Call::new("getJob", |client, _| typed(client.jobs().get(ID).expand([JobExpand::Appointments])))
        .query("expand[]=appointments"),
    Call::new("updateJob", |client, _| untyped(client.jobs().update(ID))),
    Call::new("deleteJob", |client, _| nothing(client.jobs().delete(ID))),
    Call::new("listJobLineItems", |client, _| typed(client.job_line_items().list(ID))),
    Call::new("createJobLineItem", |client, body| typed(client.job_line_items().create(ID, &read(body)))),
    Call::new("listJobAppointments", |client, _| typed(client.job_appointments().list(ID))),
    Call::new("createJobAppointment", |client, body| typed(client.job_appointments().create(ID, &read(body)))),
    Call::new("listEstimates", |client, _| {
        typed(
            client
                .estimates()
                .list()
                .scheduled_start_min(instant("2026-03-02T08:30:00+01:00"))
                .scheduled_start_max(instant("2026-03-02T08:30:00.25Z"))
                .scheduled_end_min(instant("2026-03-02T08:30:00+01:00"))
                .scheduled_end_max(instant("2026-03-02T08:30:00.25Z"))
                .employee_ids(["a", "b 2"])
                .customer_id("c/1")
                .work_status([WorkStatusFilter::Canceled])
                .page(2)
                .page_size(200)
                .sort_by(EstimateSort::Id)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"])
                .expand([EstimateExpand::Attachments]),
        )
    })
    .query(
        "\
            scheduled_start_min=2026-03-02T07%3A30%3A00Z \
            scheduled_start_max=2026-03-02T08%3A30%3A00.25Z \
            scheduled_end_min=2026-03-02T07%3A30%3A00Z scheduled_end_max=2026-03-02T08%3A30%3A00.25Z \
            employee_ids[]=a employee_ids[]=b%202 customer_id=c%2F1 work_status[]=canceled page=2 \
            page_size=200 sort_by=id sort_direction=desc location_ids[]=a location_ids[]=b%202 \
            expand[]=attachments",
    ),
    Call::new("createEstimate", |client, body| typed(client.estimates().create(&read(body)))),
    Call::new("getEstimate", |client, _| typed(client.estimates().get(ID).expand([EstimateExpand::Attachments])))
        .query("expand[]=attachments"),
    Call::new("listInvoices", |client, _| {
        typed(
            client
                .invoices()
                .list()
                .status([InvoiceStatus::Canceled])
                .customer_uuid(["a", "b 2"])
                .payment_method([PaymentMethod::MobileCheckDeposit])
                .created_at_min(instant("2026-03-02T08:30:00+01:00"))
                .created_at_max(instant("2026-03-02T08:30:00.25Z"))
                .due_at_min(instant("2026-03-02T08:30:00+01:00"))
                .due_at_max(instant("2026-03-02T08:30:00.25Z"))
                .paid_at_min(instant("2026-03-02T08:30:00+01:00"))
                .paid_at_max(instant("2026-03-02T08:30:00.25Z"))
                .amount_due_min(12.5)
                .amount_due_max(12.5)
                .page(2)
                .page_size(200)
                .sort_by(InvoiceSort::Status)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"]),
        )
    })
    .query(
        "\
            status[]=canceled customer_uuid[]=a customer_uuid[]=b%202 \
            payment_method[]=mobile_check_deposit created_at_min=2026-03-02T07%3A30%3A00Z \
            created_at_max=2026-03-02T08%3A30%3A00.25Z due_at_min=2026-03-02T07%3A30%3A00Z \
            due_at_max=2026-03-02T08%3A30%3A00.25Z paid_at_min=2026-03-02T07%3A30%3A00Z \
            paid_at_max=2026-03-02T08%3A30%3A00.25Z amount_due_min=12.5 amount_due_max=12.5 page=2 \
            page_size=200 sort_by=status sort_direction=desc location_ids[]=a location_ids[]=b%202",
    ),
    Call::new("createInvoice", |client, _| untyped(client.invoices().create())),
    Call::new("getInvoiceById", |client, _| typed(client.invoices().get_by_id(ID))),
    Call::new("listInvoicePayments", |client, _| typed(client.invoices().list_payments(ID))),
    Call::new("listEmployees", |client, _| {
        typed(
            client
                .employees()
                .list()
                .page(2)
                .page_size(200)
                .sort_by("sort by")
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"]),
        )
    })
    .query(
        "\
            page=2 page_size=200 sort_by=sort%20by sort_direction=desc location_ids[]=a \
            location_ids[]=b%202",
    ),
    Call::new("getEmployee", |client, _| typed(client.employees().get(ID))),
    Call::new("listCompanies", |client, _| untyped(client.company().list())),
    Call::new("listWebhooks", |client, _| untyped(client.webhooks().list())),
    Call::new("createWebhook", |client, _| untyped(client.webhooks().create())),
    Call::new("deleteWebhook", |client, _| nothing(client.webhooks().delete(ID))),
    Call::new("listCustomerAddresses", |client, _| {
        typed(
            client
                .customer_addresses()
                .list(ID)
                .page(2)
                .page_size(200)
                .sort_by(TimeSort::UpdatedAt)
                .sort_direction(SortDirection::Desc),
        )
    })
    .query("page=2 page_size=200 sort_by=updated_at sort_direction=desc"),
    Call::new("createCustomerAddress", |client, body| typed(client.customer_addresses().create(ID, &read(body)))),
    Call::new("getCustomerAddress", |client, _| typed(client.customer_addresses().get(ID, ID))),
    Call::new("lockJobsInRange", |client, body| typed(client.jobs().lock_in_range(&read(body)))),
    Call::new("lockJob", |client, _| typed(client.jobs().lock(ID))),
    Call::new("addJobAttachment", |client, _| typed(client.jobs().add_attachment(ID, &upload()))),
    Call::new("addJobTag", |client, body| typed(client.jobs().add_tag(ID, &read(body)))),
    Call::new("removeJobTag", |client, _| typed(client.jobs().remove_tag(ID, ID))),
    Call::new("addJobNote", |client, body| typed(client.jobs().add_note(ID, &read(body)))),
    Call::new("deleteJobNote", |client, _| untyped(client.jobs().delete_note(ID, ID))),
    Call::new("addJobLink", |client, body| typed(client.jobs().add_link(ID, &read(body)))),
    Call::new("listJobInvoices", |client, _| typed(client.jobs().list_invoices(ID))),
    Call::new("listJobInputMaterials", |client, _| typed(client.jobs().list_input_materials(ID))),
    Call::new("updateJobInputMaterials", |client, body| typed(client.jobs().update_input_materials(ID, &read(body)))),
    Call::new("bulkUpdateJobLineItems", |client, body| typed(client.job_line_items().bulk_update(ID, &read(body)))),
    Call::new("updateJobLineItem", |client, body| typed(client.job_line_items().update(ID, ID, &read(body)))),
    Call::new("deleteJobLineItem", |client, _| typed(client.job_line_items().delete(ID, ID))),
    Call::new("updateJobAppointment", |client, body| typed(client.job_appointments().update(ID, ID, &read(body)))),
    Call::new("deleteJobAppointment", |client, _| untyped(client.job_appointments().delete(ID, ID))),
    Call::new("scheduleJob", |client, body| typed(client.jobs().schedule(ID, &read(body)))),
    Call::new("unscheduleJob", |client, _| typed(client.jobs().unschedule(ID))),
    Call::new("dispatchJob", |client, body| typed(client.jobs().dispatch(ID, &read(body)))),
    Call::new("approveEstimateOptions", |client, body| typed(client.estimate_options().approve(&read(body)))),
    Call::new("declineEstimateOptions", |client, body| typed(client.estimate_options().decline(&read(body)))),
    Call::new("createEstimateOption", |client, body| typed(client.estimate_options().create(ID, &read(body)))),
    Call::new("addEstimateOptionAttachment", |client, _| {
        typed(client.estimate_options().add_attachment(ID, ID, &upload()))
    }),
    Call::new("listEstimateOptionLineItems", |client, _| {
        typed(client.estimate_options().list_line_items(ID, ID).page(2).page_size(200))
    })
    .query("page=2 page_size=200"),
    Call::new("bulkUpdateEstimateOptionLineItems", |client, body| {
        typed(client.estimate_options().bulk_update_line_items(ID, ID, &read(body)))
    }),
    Call::new("addEstimateOptionLink", |client, body| typed(client.estimate_options().add_link(ID, ID, &read(body)))),
    Call::new("scheduleEstimateOption", |client, body| typed(client.estimate_options().schedule(ID, ID, &read(body)))),
    Call::new("addEstimateOptionNote", |client, body| typed(client.estimate_options().add_note(ID, ID, &read(body)))),
    Call::new("deleteEstimateOptionNote", |client, _| untyped(client.estimate_options().delete_note(ID, ID, ID))),
    Call::new("getInvoice", |client, _| typed(client.invoices().get(ID))),
    Call::new("previewInvoice", |client, _| typed(client.invoices().preview(ID))),
    Call::new("getLead", |client, _| typed(client.leads().get(ID))),
    Call::new("convertLead", |client, body| typed(client.leads().convert(ID, &read(body)))),
    Call::new("listLeadLineItems", |client, _| typed(client.leads().list_line_items(ID).page(2).page_size(200)))
        .query("page=2 page_size=200"),
    Call::new("listLeadSources", |client, _| {
        typed(
            client
                .lead_sources()
                .list()
                .q("Mc Coy & Söhne=")
                .page(2)
                .page_size(200)
                .sort_direction(SortDirection::Desc),
        )
    })
    .query("q=Mc%20Coy%20%26%20S%C3%B6hne%3D page=2 page_size=200 sort_direction=desc"),
    Call::new("createLeadSource", |client, body| typed(client.lead_sources().create(&read(body)))),
    Call::new("updateLeadSource", |client, body| typed(client.lead_sources().update(ID, &read(body)))),
    Call::new("getCompany", |client, _| typed(client.company().get())),
    Call::new("getCompanyScheduleAvailability", |client, _| typed(client.company().get_schedule_availability())),
    Call::new("updateCompanyScheduleAvailability", |client, body| {
        typed(client.company().update_schedule_availability(&read(body)))
    }),
    Call::new("listCompanyBookingWindows", |client, _| {
        typed(
            client
                .company()
                .list_booking_windows()
                .show_for_days(3)
                .start_date("start date")
                .service_id("service id")
                .service_duration(3)
                .price_form_id("price form id")
                .employee_ids(["a", "b 2"]),
        )
    })
    .query(
        "\
            show_for_days=3 start_date=start%20date service_id=service%20id service_duration=3 \
            price_form_id=price%20form%20id employee_ids[]=a employee_ids[]=b%202",
    ),
    Call::new("getApplication", |client, _| typed(client.application().get())),
    Call::new("enableApplication", |client, _| typed(client.application().enable())),
    Call::new("disableApplication", |client, _| typed(client.application().disable())),
    Call::new("listEvents", |client, _| {
        typed(
            client
                .events()
                .list()
                .page(2)
                .page_size(200)
                .sort_by(EventSort::Zip)
                .sort_direction(SortDirection::Desc)
                .location_ids(["a", "b 2"]),
        )
    })
    .query(
        "\
            page=2 page_size=200 sort_by=zip sort_direction=desc location_ids[]=a \
            location_ids[]=b%202",
    ),
    Call::new("getEvent", |client, _| typed(client.events().get(ID))),
    Call::new("listRoutes", |client, _| typed(client.routes().list().date("date").page(2).per_page(100)))
        .query("date=date page=2 per_page=100"),
    Call::new("listServiceZones", |client, _| {
        typed(client.service_zones().list().page(2).page_size(200).zip_code("zip code").address("address"))
    })
    .query("page=2 page_size=200 zip_code=zip%20code address=address"),
    Call::new("listMaterials", |client, _| {
        typed(
            client
                .materials()
                .list("material category uuid")
                .page(2)
                .page_size(200)
                .sort_by(MaterialSort::Name)
                .sort_direction(SortDirection::Desc),
        )
    })
    .query(
        "\
            material_category_uuid=material%20category%20uuid page=2 page_size=200 sort_by=name \
            sort_direction=desc",
    ),
    Call::new("createMaterial", |client, body| typed(client.materials().create("material category uuid", &read(body))))
        .query("material_category_uuid=material%20category%20uuid"),
    Call::new("updateMaterial", |client, body| typed(client.materials().update(ID, &read(body)))),
    Call::new("deleteMaterial", |client, _| untyped(client.materials().delete(ID))),
    Call::new("listMaterialCategories", |client, _| {
        typed(
            client
                .material_categories()
                .list()
                .parent_uuid("parent uuid")
                .page(2)
                .page_size(200)
                .sort_by(MaterialSort::Name)
                .sort_direction(SortDirection::Desc),
        )
    })
    .query("parent_uuid=parent%20uuid page=2 page_size=200 sort_by=name sort_direction=desc"),
    Call::new("createMaterialCategory", |client, body| typed(client.material_categories().create(&read(body)))),
    Call::new("updateMaterialCategory", |client, body| typed(client.material_categories().update(ID, &read(body)))),
    Call::new("deleteMaterialCategory", |client, _| untyped(client.material_categories().delete(ID))),
    Call::new("listServices", |client, _| {
        typed(
            client
                .services()
                .list()
                .page(2)
                .page_size(200)
                .sort_by(TimeSort::UpdatedAt)
                .sort_direction(SortDirection::Desc)
                .q("Mc Coy & Söhne=")
                .filters_property(ServiceFilter::OrganizationIndustry)
                .filters_operator("operator")
                .filters_value("value")
                .expand([ServiceExpand::ServiceLaborRates]),
        )
    })
    .query(
        "\
            page=2 page_size=200 sort_by=updated_at sort_direction=desc \
            q=Mc%20Coy%20%26%20S%C3%B6hne%3D filters[][property]=organization_industry \
            filters[][operator]=operator filters[][value]=value expand[]=service_labor_rates",
    ),
    Call::new("listPriceForms", |client, _| typed(client.price_forms().list())),
    Call::new("createPriceForm", |client, body| typed(client.price_forms().create(&read(body)))),
    Call::new("getPriceForm", |client, _| typed(client.price_forms().get(ID))),
    Call::new("updatePriceForm", |client, body| typed(client.price_forms().update(ID, &read(body)))),
    Call::new("deletePriceForm", |client, _| nothing(client.price_forms().delete(ID))),
    Call::new("listTags", |client, _| {
        typed(client.tags().list().page(2).page_size(200).sort_by(TagSort::Name).sort_direction(SortDirection::Desc))
    })
    .query("page=2 page_size=200 sort_by=name sort_direction=desc"),
    Call::new("createTag", |client, body| typed(client.tags().create(&read(body)))),
    Call::new("updateTag", |client, body| typed(client.tags().update(ID, &read(body)))),
    Call::new("listJobTypes", |client, _| typed(client.job_types().list().name("name"))).query("name=name"),
    Call::new("createJobType", |client, body| typed(client.job_types().create(&read(body)))),
    Call::new("updateJobType", |client, body| typed(client.job_types().update(ID, &read(body)))),
    Call::new("listPipelineStatuses", |client, _| {
        typed(client.pipeline().list_statuses(PipelineResource::Estimate).page(2).page_size(200))
    })
    .query("resource_type=estimate page=2 page_size=200"),
    Call::new("updatePipelineStatus", |client, body| typed(client.pipeline().update_status(&read(body)))),
    Call::new("listChecklists", |client, _| {
        typed(client.checklists().list(["a", "b 2"], ["a", "b 2"]).page(2).per_page(100))
    })
    .query(
        "\
            job_uuids[]=a job_uuids[]=b%202 estimate_uuids[]=a estimate_uuids[]=b%202 page=2 \
            per_page=100",
    ),
    Call::new("subscribeWebhooks", |client, _| untyped(client.webhooks().subscribe())),
    Call::new("unsubscribeWebhooks", |client, _| untyped(client.webhooks().unsubscribe())),
];
