//! Handbooks that earlier programs wrote: cases are pinned to them for ever.
//!
//! | format | what came with it |
//! | --- | --- |
//! | 1 | the first one |
//! | 2 | the scope of business that a permit wants |
//! | 3 | what comes before and after a permit, visits to the counter, the calendar |
//! | 4 | starting points |
//!
//! Only whoever keeps cases needs them: the browser is given handbooks of today.

/// Reads what follows the magic word.
#[cfg(not(feature = "compile"))]
pub(super) fn read(_: &[u8]) -> Option<super::Handbook> {
    None
}

#[cfg(feature = "compile")]
pub(super) use formats::read;

#[cfg(feature = "compile")]
mod formats {
    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Serialize};

    use crate::handbook::{
        Division, FormSection, Handbook, Inspection, InspectionList, Limit, MaterialGuide,
        PermitGuide, Template, Track, Validity,
    };

    /// A handbook of formats 1 and 2, which differ in what they say of a permit.
    #[derive(Serialize, Deserialize)]
    struct Old<P> {
        package: String,
        sections: Vec<FormSection>,
        permits: Vec<P>,
        together: Vec<Limit>,
        inspections: Vec<InspectionList>,
        materials: Vec<MaterialGuide>,
        templates: Vec<Template>,
        divisions: Vec<Division>,
    }

    /// What format 1 says of a permit.
    #[derive(Serialize, Deserialize)]
    struct Permit {
        id: String,
        limits: Vec<Limit>,
        tracks: Vec<Track>,
        inspection: Inspection,
        lists: Vec<String>,
        special: Vec<String>,
        validity: Option<Validity>,
        fields: Vec<String>,
        application: Option<String>,
    }

    /// What format 2 says of a permit.
    #[derive(Serialize, Deserialize)]
    struct Scoped {
        permit: Permit,
        scope: Vec<String>,
    }

    impl From<Permit> for PermitGuide {
        fn from(old: Permit) -> Self {
            Scoped {
                permit: old,
                scope: Vec::new(),
            }
            .into()
        }
    }

    impl From<Scoped> for PermitGuide {
        fn from(Scoped { permit: old, scope }: Scoped) -> Self {
            Self {
                permit: old.id,
                limits: old.limits,
                tracks: old.tracks,
                inspection: old.inspection,
                lists: old.lists,
                special: old.special,
                validity: old.validity,
                fields: old.fields,
                application: old.application,
                scope,
                after: Vec::new(),
                afterwards: None,
            }
        }
    }

    impl<P: Into<PermitGuide>> From<Old<P>> for Handbook {
        fn from(old: Old<P>) -> Self {
            Self {
                package: old.package,
                sections: old.sections,
                permits: old.permits.into_iter().map(Into::into).collect(),
                together: old.together,
                inspections: old.inspections,
                materials: old.materials,
                templates: old.templates,
                divisions: old.divisions,
                visits: None,
                calendar: Vec::new(),
                starts: Vec::new(),
            }
        }
    }

    /// Reads what follows the magic word.
    pub fn read(rest: &[u8]) -> Option<Handbook> {
        let (format, rest) = rest.split_first_chunk()?;
        match u16::from_le_bytes(*format) {
            1 => old::<Permit>(rest),
            2 => old::<Scoped>(rest),
            3 => without_starts(rest),
            _ => None,
        }
    }

    /// Format 3 ends before the starting points: with none of them it is today's.
    fn without_starts(rest: &[u8]) -> Option<Handbook> {
        let none = [0];
        postcard::from_bytes(&[rest, &none].concat()).ok()
    }

    fn old<P: DeserializeOwned + Into<PermitGuide>>(rest: &[u8]) -> Option<Handbook> {
        let old: Old<P> = postcard::from_bytes(rest).ok()?;
        Some(old.into())
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::contents::Mark;
        use crate::handbook::{InspectionKind, NotAHandbook};

        fn bytes<P: Serialize>(format: u16, permit: P) -> Vec<u8> {
            let old = Old {
                package: "open-restaurant".to_owned(),
                sections: Vec::new(),
                permits: vec![permit],
                together: Vec::new(),
                inspections: Vec::new(),
                materials: Vec::new(),
                templates: Vec::new(),
                divisions: Vec::new(),
            };
            let mut bytes = b"lbhand\0\0".to_vec();
            bytes.extend(format.to_le_bytes());
            bytes.extend(postcard::to_allocvec(&old).unwrap_or_default());
            bytes
        }

        fn permit() -> Permit {
            Permit {
                id: "food-licence".to_owned(),
                limits: Vec::new(),
                tracks: Vec::new(),
                inspection: Inspection {
                    kind: InspectionKind::Never,
                    note: None,
                    mark: Mark::Verified,
                },
                lists: vec!["kitchen".to_owned()],
                special: Vec::new(),
                validity: None,
                fields: Vec::new(),
                application: Some("m-food-form".to_owned()),
            }
        }

        #[test]
        fn handbooks_of_earlier_formats_are_read() {
            let scoped = Scoped {
                permit: permit(),
                scope: vec!["catering".to_owned()],
            };
            let told = |bytes: &[u8]| {
                let handbook = Handbook::from_bytes(bytes)?;
                let permits = handbook.permits.into_iter();
                let told = permits.map(|it| (it.permit, it.lists, it.application, it.scope));
                Ok::<_, NotAHandbook>(told.collect::<Vec<_>>())
            };
            let expected = |scope: &[&str]| {
                let scope = scope.iter().map(|it| (*it).to_owned()).collect();
                let lists = vec!["kitchen".to_owned()];
                let application = Some("m-food-form".to_owned());
                Ok(vec![("food-licence".to_owned(), lists, application, scope)])
            };
            assert_eq!(told(&bytes(1, permit())), expected(&[]));
            assert_eq!(told(&bytes(2, scoped)), expected(&["catering"]));
            assert!(Handbook::from_bytes(&bytes(0, permit())).is_err());

            let today = Handbook {
                permits: vec![permit().into()],
                ..Handbook::default()
            };
            let mut third = b"lbhand\0\0\x03\0".to_vec();
            third.extend(today.to_bytes().iter().skip(third.len()));
            third.pop();
            assert_eq!(Handbook::from_bytes(&third), Ok(today));
        }
    }
}
