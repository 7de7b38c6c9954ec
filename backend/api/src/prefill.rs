//! What need not be typed again.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// Asks the public register for a licence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LicenceQuery {
    /// Unified social credit code.
    pub code: String,
}

/// What the public register says of a licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Unified social credit code.
    pub code: String,
    /// Registered name.
    pub name: String,
    /// Option of the question `entity-type`: `individual`, `company`, …
    pub entity_type: String,
    /// Operator or legal representative.
    pub legal_rep: String,
    /// Registered place of business.
    pub address: String,
    /// Registered scope, item by item.
    pub scope: Vec<String>,
    /// Whether it is in operation (存续、在营).
    pub is_active: bool,
}

/// Asks for the form of an earlier case of the same person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlierQuery {
    /// Number of the earlier case.
    pub number: String,
    /// The applicant's identity number, whole.
    pub id_number: String,
    /// The applicant's mobile number, whole.
    pub mobile: String,
    /// The person agrees that what was given then is used again.
    pub consent: bool,
}

/// The form of an earlier case.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Earlier {
    /// Field id → value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Json>,
}
