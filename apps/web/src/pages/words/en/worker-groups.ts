/** Kinds of work that somebody may name, as the national return counts them. */
export const workerGroups = {
	additional_clinical_services: "Healthcare assistant or other clinical support",
	additional_professional_scientific_technical: "Pharmacy, psychology or other professional and technical staff",
	administrative_clerical: "Office and admin",
	allied_health_professionals: "Allied health professional, such as physio or paramedic",
	estates_ancillary: "Estates, catering, cleaning or portering",
	healthcare_scientists: "Healthcare scientist",
	medical_dental: "Doctor or dentist",
	nursing_midwifery_registered: "Nurse or midwife",
	students: "Student",
	other: "Something else",
};
