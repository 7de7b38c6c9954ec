//! What is collected, why, how long it is kept, who sees it, and the rights: 60-process, sections 8 and 10.

use leptos::prelude::*;

use crate::components::heading::Heading;
use crate::routes;

/// Heading and sentences of each part.
const PARTS: [(&str, &[&str]); 6] = [
    (
        "收集什么",
        &[
            "办事问题的回答：店的种类、面积、房子这些。光看要办什么，只收集这些，不用姓名。",
            "提交申请时：申请人和代办人的姓名、证件号码、手机号码，店铺地址，要接触食品的人的姓名和健康证，您上传的材料。",
            "没有触发的问题和材料，不问，也不收。照片里的拍摄地点，收到就删。",
        ],
    ),
    (
        "为什么收集",
        &[
            "为了受理您的申请，是依法履行职责的需要（个人信息保护法第13条），所以不另外要您同意；用在别的事上，会先问您。",
            "健康证、身份证照片按敏感信息保护：没有它们，窗口没法核对是不是本人、能不能接触食品。只用来核对这次申请，加密保存。",
        ],
    ),
    (
        "谁看得到",
        &[
            "综合受理窗口，和按“材料用于哪件事”办您这件事的科室。屏幕上的证件号码和手机号码只显示头尾。",
            "不给商业平台，不出境。",
        ],
    ),
    (
        "保存多久",
        &[
            "没有提交的：填的内容留在您自己的设备上，90 天没有动，下次打开时就清除；已经传上来的材料，90 天没有动也删。",
            "提交时您同意在自己的设备上留下资料的：从那天起留 90 天，下次打开时清除；申请表第一页和“公用电脑？用完清除”都能马上删。",
            "交过的，收件回执留在您的设备上：编号、打了星号的名字、材料的名称。用“公用电脑？用完清除”随时能删。",
            "没有受理的：退还，或者 1 年后删，以窗口答复为准。",
            "受理的：按办件档案保存，年限以档案部门批的为准，以窗口答复为准。",
        ],
    ),
    (
        "您的权利",
        &[
            "可以查、复制、更正；没有形成办件记录的，可以要求删除（个人信息保护法第44至47条）。",
            "结果由规则算出，只是预判：每一条都写了理由，您可以要窗口的人重新看（个人信息保护法第24条）。",
            "可以撤回申请：在“查进度”里撤回。",
        ],
    ),
    (
        "找谁",
        &["服务大厅综合咨询窗口。您也可以在每个结果下面点“这个不对？”。"],
    ),
];

/// The privacy notice.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let part = |(title, sentences): (&'static str, &'static [&'static str])| {
        view! {
            <section class="section">
                <h2>{title}</h2>
                <ul>{sentences.iter().map(|it| view! { <li>{*it}</li> }).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <div class="privacy">
            <Heading text="隐私说明" />
            <p class="lead">"收集什么、为什么、谁看得到、保存多久、您有什么权利。"</p>
            {PARTS.map(part).collect_view()}
            <p><a href=routes::CLEAR>"清除这台设备上填过的内容"</a></p>
        </div>
    }
}
