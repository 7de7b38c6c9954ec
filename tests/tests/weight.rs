//! What a citizen downloads until the first question can be answered: at most 200 KiB.
//!
//! The browser says what it fetched on the way from the home page to the first
//! question; each of these is then fetched once more with `accept-encoding: br`
//! and weighed as it comes over the wire.

use lianban_tests::Told;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;

/// The budget, in bytes.
const BUDGET: usize = 200 * 1024;
/// What we would like, in bytes.
const STRETCH: usize = 150 * 1024;

const FETCHED: &str = "
    const entries = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind));
    // A part of a file (`icons.svg#stamp`) comes with the file.
    return [...new Set(entries.map(({ name }) => name.split('#')[0]))];
";

#[tokio::test]
async fn the_first_question_weighs_little() -> Told {
    journey("weight", |visitor| async move {
        visitor.open("/").await?;
        visitor.chooses_package("我要开餐馆").await?;
        visitor.sees_a_question().await?;
        weigh(&visitor).await
    })
    .await
}

async fn weigh(visitor: &Visitor) -> Told {
    let fetched = visitor.driver.execute(FETCHED, Vec::new()).await?;
    let addresses: Vec<String> = fetched.convert()?;
    let is_wasm = |address: &String| address.contains(".wasm");
    assert!(
        addresses.iter().any(is_wasm),
        "the browser fetched no app: {addresses:?}"
    );
    let mut all = 0;
    for address in &addresses {
        let bytes = wire_size(address).await?;
        println!("{bytes:>8} B  {address}");
        all += bytes;
    }
    println!("{all:>8} B of {BUDGET} (we would like {STRETCH})");
    assert!(all <= BUDGET, "{all} bytes are more than {BUDGET}");
    Ok(())
}

/// The size of an answer as it comes over the wire: its head is not counted.
async fn wire_size(address: &str) -> Told<usize> {
    let request = reqwest::Client::new()
        .get(address)
        .header("accept-encoding", "br");
    let answer = request.send().await?.error_for_status()?;
    let is_small = answer.content_length().is_some_and(|length| length < 1024);
    let is_compressed = answer.headers().contains_key("content-encoding");
    assert!(is_small || is_compressed, "{address} comes uncompressed");
    Ok(answer.bytes().await?.len())
}
