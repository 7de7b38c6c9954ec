//! What a person is told before the first personal field: what is asked, why, for how long, who
//! sees it, and the rights. 60-process, sections 8 and 10; the whole is on the privacy page.

use leptos::prelude::*;

use super::package::Case;
use crate::components::heading::Heading;
use crate::routes::{self, Step};

/// What is said, in the order of the questions that people have.
const FACTS: [(&str, &str); 6] = [
    (
        "要填什么",
        "姓名、证件号码、手机号码、店铺地址，要接触食品的人的姓名和健康证，还有您上传的材料。用不到的不问。",
    ),
    (
        "为什么要",
        "为了受理您的申请，是依法履行职责的需要（个人信息保护法第13条）。用在别的事上，会先问您。",
    ),
    (
        "身份证照片、健康证",
        "窗口要靠它们核对是不是本人、能不能接触食品，所以非要不可。只用来核对这次申请，加密保存。",
    ),
    (
        "谁看得到",
        "综合受理窗口，和办您这件事的科室。不给商业平台。",
    ),
    (
        "留多久",
        "没提交的，填的内容只留在这台设备上，90 天没有动，下次打开就清除；传上来的材料，90 天没有动也删。受理后，按办件档案的年限保存。",
    ),
    (
        "您的权利",
        "可以查、复制、更正；没有形成办件记录的，可以要求删除。找服务大厅综合咨询窗口。",
    ),
];

/// `page`, once the person has read what becomes of their data.
pub fn privacy_first(case: Case, page: impl Fn() -> AnyView + Copy + Send + 'static) -> AnyView {
    let is_read = Memo::new(move |_| case.draft.read().filling.privacy_read);
    let shown = move || {
        if is_read.get() { page() } else { notice(case) }
    };
    shown.into_any()
}

fn notice(case: Case) -> AnyView {
    let start = move |_| case.draft.update(|draft| draft.filling.privacy_read = true);
    let fact = |(label, words): (&'static str, &'static str)| {
        view! { <div class="facts__row"><dt>{label}</dt><dd>{words}</dd></div> }
    };
    view! {
        <div class="form">
            <a class="back" href=Step::Result.of(&case.id())>"‹ 回到结果"</a>
            <Heading text="先看一下：您的资料怎么用" />
            <p class="lead">"后面要填您的个人信息。只填一次，所有的事共用。"</p>
            <dl class="facts">{FACTS.map(fact).collect_view()}</dl>
            <p><a href=routes::PRIVACY>"看完整的隐私说明"</a></p>
            <div class="actions">
                <button class="button button--main" type="button" on:click=start>"我看过了，开始填写"</button>
            </div>
        </div>
    }
    .into_any()
}
