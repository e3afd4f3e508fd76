package catalog

// documentType: the 81 kinds of document that a document_scan can be told to take (facesign-api.md, section 2).
var documentType = &Type{Kind: String, Name: "document type", Values: []string{
	"consular-id", "dl", "dl-public-services-card", "employment-pass", "fin-card", "id", "multipurpose-id",
	"mykad", "mykid", "mypr", "mytentera", "pan-card", "professional-id", "public-services-card",
	"residence-permit", "resident-id", "temporary-residence-permit", "voter-id", "work-permit", "ikad",
	"military-id", "mykas", "social-security-card", "health-insurance-card", "passport", "s-pass",
	"address-card", "alien-id", "alien-passport", "green-card", "minors-id", "postal-id", "professional-dl",
	"tax-id", "weapon-permit", "visa", "border-crossing-card", "driver-card", "global-entry-card", "mypolis",
	"nexus-card", "passport-card", "proof-of-age-card", "refugee-id", "tribal-id", "veteran-id",
	"citizenship-certificate", "my-number-card", "consular-passport", "minors-passport",
	"minors-public-services-card", "driving-privilege-card", "asylum-request", "driver-qualification-card",
	"provisional-dl", "refugee-passport", "special-id", "uniformed-services-id", "immigrant-visa",
	"consular-voter-id", "twic-card", "exit-entry-permit", "mainland-travel-permit-taiwan", "nbi-clearance",
	"proof-of-registration", "temporary-protection-permit", "afghan-citizen-card", "eid", "pass", "sis-id",
	"asic-card", "bidoon-card", "interim-health-insurance-card", "non-voter-id",
	"reciprocal-health-insurance-card", "vehicle-registration", "esaad-card", "registration-certificate",
	"medical-marijuana-id", "non-card-tribal-id", "diplomatic-id",
}, Renamed: otherDocuments}

// otherDocuments are words that people use for documents, too far from the right name to be taken for a misspelling of it.
var otherDocuments = []Renamed{
	{Old: "driving-licence", New: []string{"dl"}}, {Old: "driving-license", New: []string{"dl"}},
	{Old: "driver-licence", New: []string{"dl"}}, {Old: "driver-license", New: []string{"dl"}},
	{Old: "drivers-licence", New: []string{"dl"}}, {Old: "drivers-license", New: []string{"dl"}},
	{Old: "driving_license", New: []string{"dl"}}, {Old: "driver_license", New: []string{"dl"}}, {Old: "drivers_license", New: []string{"dl"}},
	{Old: "id-card", New: []string{"id"}}, {Old: "id_card", New: []string{"id"}}, {Old: "identity-card", New: []string{"id"}},
}
