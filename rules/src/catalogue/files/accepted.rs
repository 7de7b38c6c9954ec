//! Findings of the proofs that were accepted.

use crate::catalogue::facts::Acceptance;
use crate::catalogue::record::Record;

/// `accepted: [{ proof: …, of: …, reason: … }]`.
pub(super) fn accepted(file: &mut Record<'_, '_, '_>, into: &mut Vec<Acceptance>) {
    for node in file.list("accepted") {
        let Some(mut record) = Record::open("an acceptance", node.at, node, file.reader) else {
            continue;
        };
        into.push(Acceptance {
            proof: record.required_text("proof"),
            subject: record.required_text("of"),
            reason: record.required_text("reason"),
        });
        record.close();
    }
}
