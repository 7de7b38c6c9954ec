//! Comparisons of what the business is and what its sign says (cc-10, cc-11, rc-03, rc-09, lb-02).

use super::case::Case;
use super::same::plain_name;
use super::{CheckLine, CheckVerdict, Comparison};
use crate::contents::{FieldKind, SCOPE};

/// cc-10: the scope of business holds what the permits are for.
pub(super) fn scope_covers(case: &Case<'_>) -> Option<CheckLine> {
    let called = case.scope_called_for();
    if called.is_empty() {
        return None;
    }
    let line =
        Comparison::new("cc-10", "经营范围里有要办许可的项目").papers(case, &["m-biz-licence"]);
    if let Some(ticked) = case.rows(SCOPE) {
        let has = |id: &String| ticked.iter().any(|it| it.as_str() == Some(id));
        let missing = missing(case, &called, has);
        let line = line.of(&[SCOPE]);
        return Some(if missing.is_empty() {
            line.fits()
        } else {
            let missing = missing.join("；");
            line.error(format!("经营范围还差一项，请勾上。{missing}。"))
        });
    }
    let line = line.of(&["uscc"]);
    let Some(licence) = case.licence else {
        return line.by_person("请看执照的经营范围里有没有要办许可的项目。没有的，同步变更。");
    };
    let words = words_of_scope(case);
    let has = |id: &String| {
        let mut words = words.iter().filter(|(option, _)| option == id);
        words.any(|(_, word)| licence.scope.iter().any(|item| item == word))
    };
    let missing = missing(case, &called, has);
    Some(if missing.is_empty() {
        line.fits()
    } else {
        let missing = missing.join("；");
        line.warning(format!(
            "执照的经营范围还差一项，先到登记窗口加上，或者一起办变更。{missing}。"
        ))
    })
}

/// 办食品经营许可，要有“餐饮服务”或“食品销售”: one for each permit that has none of its options.
fn missing(
    case: &Case<'_>,
    called: &[(&str, &[String])],
    has: impl Fn(&String) -> bool,
) -> Vec<String> {
    let words = words_of_scope(case);
    let wanted = called
        .iter()
        .filter(|(_, options)| !options.iter().any(&has));
    wanted
        .map(|(permit, options)| {
            let words = words.iter().filter(|(id, _)| options.contains(id));
            let words: Vec<_> = words.map(|(_, word)| format!("“{word}”")).collect();
            format!("办{permit}，要有{}", words.join("或"))
        })
        .collect()
}

/// Option ids of the scope of business with their words, in the order of the form.
fn words_of_scope(case: &Case<'_>) -> Vec<(String, String)> {
    let fields = &case.matter.package.contents().fields;
    let field = fields.iter().find(|field| field.id == SCOPE);
    let Some(FieldKind::Several { options }) = field.map(|it| &it.kind) else {
        return Vec::new();
    };
    let pair = options.iter().map(|it| (it.id.clone(), it.label.clone()));
    pair.collect()
}

/// Words that make an advertisement of a sign.
const ADVERTISING: [&str; 12] = [
    "电话", "热线", "手机", "微信", "优惠", "特价", "打折", "折扣", "促销", "加盟", "免费", "送货",
];
/// What many names have in common: it tells nobody whose sign it is.
const COMMON: [&str; 20] = [
    "四川省",
    "四川",
    "成都市",
    "成都",
    "新都区",
    "新都",
    "有限公司",
    "有限责任",
    "餐饮",
    "餐馆",
    "饭店",
    "面馆",
    "火锅",
    "小吃",
    "经营部",
    "服务部",
    "管理",
    "服务",
    "中心",
    "店",
];

/// cc-11: the sign says the name and nothing that advertises.
pub(super) fn sign_says_name(case: &Case<'_>) -> Option<CheckLine> {
    let sign = plain_name(case.text("signboard-text")?);
    let line = Comparison::new("cc-11", "招牌上的字和登记的名称对得上")
        .of(&["signboard-text", "biz-name", "licence-name"])
        .papers(case, &["m-sign-render", "m-biz-licence"]);
    if has_phone_or_price(&sign) {
        return Some(line.error("招牌上不能写电话、价格和折扣。请去掉，只写名称、字号、标识。"));
    }
    if let Some(word) = ADVERTISING.iter().find(|it| sign.contains(*it)) {
        let message = format!("招牌上有“{word}”，看起来像广告。不是名称里的字，请去掉。");
        return Some(line.warning(message));
    }
    let name = case.text("biz-name").or(case.text("licence-name"));
    let Some(name) = name.map(plain_name) else {
        let message = "没有起名称。请看招牌上的字是不是字号、商标、授权品牌或经营类别。";
        return Some(line.found(CheckVerdict::ByPerson, message));
    };
    if name.contains(&sign) || sign.contains(&name) {
        return Some(line.fits());
    }
    Some(if shares_a_word(&name, &sign) {
        let message = "招牌和名称不完全一样。请看多出来的字是不是商标、授权品牌或经营类别。";
        line.found(CheckVerdict::ByPerson, message)
    } else {
        line.warning(
            "招牌上的字和登记的名称对不上。用的是注册商标或授权品牌的，把证明带到窗口；写错的请改。",
        )
    })
}

/// A run of seven digits, or digits before 元 or 折.
fn has_phone_or_price(sign: &str) -> bool {
    let mut run = 0;
    sign.chars().filter(|c| *c != '-').any(|c| {
        if c.is_ascii_digit() {
            run += 1;
            return run >= 7;
        }
        let had_digits = std::mem::take(&mut run) > 0;
        had_digits && matches!(c, '元' | '折')
    })
}

/// Two characters in a row that both have and that are not common to many names.
fn shares_a_word(name: &str, sign: &str) -> bool {
    let own = COMMON
        .iter()
        .fold(name.to_owned(), |rest, word| rest.replace(word, "|"));
    let chars: Vec<char> = own.chars().collect();
    chars.windows(2).any(|pair| {
        let pair: String = pair.iter().collect();
        !pair.contains('|') && sign.contains(&pair)
    })
}

/// rc-03: the items applied for stand in the licence's scope; for those who have a licence.
pub(super) fn items_in_scope(case: &Case<'_>) -> Option<CheckLine> {
    let applies = case.needs(&["food-licence"]) && case.text("uscc").is_some();
    let line = Comparison::new("rc-03", "食品经营项目和执照的经营范围对得上")
        .of(&["uscc"])
        .papers(case, &["m-biz-licence", "m-food-app"]);
    let message = "请看执照上有没有“餐饮服务”等许可项目。没有的，提醒先变更。";
    applies.then(|| line.by_person(message)).flatten()
}

/// rc-09: the name on the delivery platform is that of sign and licence.
pub(super) fn platform_name(case: &Case<'_>) -> Option<CheckLine> {
    case.is_yes("food-delivery").then(|| {
        Comparison::new("rc-09", "外卖平台上的店名和招牌、执照一样")
            .of(&[
                "food-delivery",
                "signboard-text",
                "biz-name",
                "licence-name",
            ])
            .hint("外卖平台上的店名，要和招牌、执照上的名称或字号一样。")
    })
}

/// lb-02: width by height of the sign is about the area answered, which decides its permit.
/// How far they may be apart (5 %) is a setting of the product.
pub(super) fn sign_adds_up(case: &Case<'_>) -> Option<CheckLine> {
    let width = case.field_hundredths("signboard-width")?;
    let height = case.field_hundredths("signboard-height")?;
    let answered = case.answered_hundredths("signboard-area")?;
    let area = width.checked_mul(height)? / 100;
    let line = Comparison::new("lb-02", "招牌的长、高和面积对得上").of(&[
        "signboard-width",
        "signboard-height",
        "signboard-area",
    ]);
    Some(if (area - answered).abs() * 20 <= answered.abs() {
        line.fits()
    } else {
        let area = crate::answers::format_hundredths(area);
        let answered = crate::answers::format_hundredths(answered);
        line.warning(format!(
            "长乘高是 {area} 平方米，前面回答的是 {answered} 平方米。请看哪一处写错了。"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_with_a_phone_a_price_or_a_discount_is_an_advertisement() {
        for sign in [
            "蜀香面馆028-83001234",
            "蜀香面馆13800138000",
            "10元快餐",
            "全场8折",
        ] {
            assert!(has_phone_or_price(sign), "{sign}");
        }
        for sign in ["蜀香面馆", "1984咖啡", "三元面馆", "9号院子"] {
            assert!(!has_phone_or_price(sign), "{sign}");
        }
    }

    #[test]
    fn only_words_of_its_own_tie_a_sign_to_a_name() {
        assert!(shares_a_word("成都市新都区蜀香餐饮店", "蜀香老面"));
        assert!(!shares_a_word("成都市新都区蜀香餐饮店", "新都川味餐饮店"));
    }
}
