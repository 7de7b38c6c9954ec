//! Every route of the API, for the document.

use lianban_api::{CSRF_TOKEN, DRAFT_TOKEN, IDEMPOTENCY_KEY, UPLOAD_LENGTH, UPLOAD_OFFSET, path};
use utoipa::openapi::HttpMethod;
use utoipa::openapi::schema::Type;

/// What is sent or answered.
pub enum Body {
    /// JSON of this shape.
    Json(&'static str),
    /// A list of this shape.
    Many(&'static str),
    /// Something of a media type.
    Any(&'static str),
}

/// A route.
pub struct Route {
    /// Method.
    pub method: HttpMethod,
    /// Path, with names in braces.
    pub path: String,
    /// What it is part of.
    pub tag: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Headers that must be there.
    pub headers: Vec<(&'static str, Type)>,
    /// The body.
    pub takes: Option<Body>,
    /// Status, words, body.
    pub answers: Vec<(u16, &'static str, Option<Body>)>,
    /// Somebody must be signed in.
    pub is_for_staff: bool,
}

impl Route {
    fn new(method: HttpMethod, path: impl Into<String>, summary: &'static str) -> Self {
        Self {
            method,
            path: path.into(),
            tag: "",
            summary,
            headers: Vec::new(),
            takes: None,
            answers: Vec::new(),
            is_for_staff: false,
        }
    }

    fn get(path: impl Into<String>, summary: &'static str) -> Self {
        Self::new(HttpMethod::Get, path, summary)
    }

    fn post(path: impl Into<String>, summary: &'static str) -> Self {
        Self::new(HttpMethod::Post, path, summary)
    }

    fn with(mut self, name: &'static str, kind: Type) -> Self {
        self.headers.push((name, kind));
        self
    }

    fn takes(mut self, shape: &'static str) -> Self {
        self.takes = Some(Body::Json(shape));
        self
    }

    fn answers(self, shape: &'static str) -> Self {
        self.says(200, "好了", Some(Body::Json(shape)))
    }

    fn says(mut self, status: u16, words: &'static str, body: Option<Body>) -> Self {
        self.answers.push((status, words, body));
        self
    }

    /// Somebody must be signed in, and say so for what changes something.
    fn staff(mut self) -> Self {
        self.is_for_staff = true;
        let is_read = matches!(self.method, HttpMethod::Get);
        if is_read {
            self
        } else {
            self.with(CSRF_TOKEN, Type::String)
        }
    }

    /// A file of a draft.
    fn draft(self) -> Self {
        self.with(DRAFT_TOKEN, Type::String)
    }
}

/// Every route, in the order of the page.
pub fn routes() -> Vec<Route> {
    let parts = [
        ("套餐", packages()),
        ("提交", cases()),
        ("材料文件", files()),
        ("查询", tracking()),
        ("窗口", staff()),
        ("运行", running()),
    ];
    let tagged = parts.into_iter().flat_map(|(tag, routes)| {
        let tagged = move |route: Route| Route { tag, ..route };
        routes.into_iter().map(tagged)
    });
    tagged.collect()
}

fn packages() -> Vec<Route> {
    let bytes = || Some(Body::Any("application/octet-stream"));
    vec![
        Route::get(path::PACKAGES, "现在能办的套餐").says(
            200,
            "套餐",
            Some(Body::Many("PackageCard")),
        ),
        Route::get(
            path::compiled("{id}", "{hash}"),
            "编译好的规则，按哈希永不改变",
        )
        .says(200, "规则", bytes()),
        Route::get(
            path::handbook("{id}", "{hash}"),
            "套餐的手册，按哈希永不改变",
        )
        .says(200, "手册", bytes()),
        Route::post(path::assess("{id}"), "按答案判断要办哪些证")
            .takes("AssessRequest")
            .says(200, "判断", Some(Body::Any("application/json"))),
    ]
}

fn cases() -> Vec<Route> {
    vec![
        Route::post(path::CASES, "提交一次申请；同一个编号只成一件")
            .with(IDEMPOTENCY_KEY, Type::String)
            .takes("Submission")
            .says(201, "新的案件", Some(Body::Json("Submitted")))
            .says(
                200,
                "这个编号提交过，回答和上次一样",
                Some(Body::Json("Submitted")),
            ),
        Route::post(path::LICENCE, "按统一社会信用代码查营业执照")
            .takes("LicenceQuery")
            .answers("Licence"),
        Route::post(path::EARLIER, "取回本人以前填过的表")
            .takes("EarlierQuery")
            .answers("Earlier"),
        Route::post(path::REPORTS, "“这里好像不对”")
            .takes("Report")
            .says(201, "收到了", None),
        Route::post(path::CODES, "用六个字母带走回答")
            .takes("CodeQuery")
            .says(201, "六个字母", Some(Body::Json("Code"))),
        Route::get(path::code("{code}"), "六个字母后面的回答").answers("Coded"),
    ]
}

fn files() -> Vec<Route> {
    let content = || Some(Body::Any("application/octet-stream"));
    let put = Route {
        takes: Some(Body::Any("application/octet-stream")),
        ..Route::new(HttpMethod::Put, path::file("{id}"), "传文件的下一段")
    };
    let delete = Route::new(HttpMethod::Delete, path::file("{id}"), "收回一个文件");
    vec![
        put.draft()
            .with(UPLOAD_OFFSET, Type::Integer)
            .with(UPLOAD_LENGTH, Type::Integer)
            .answers("Upload"),
        Route::get(path::file("{id}"), "传到哪里了")
            .draft()
            .answers("Upload"),
        delete.draft().says(204, "没有了", None),
        Route::get(path::file_content("{id}"), "看自己传的文件")
            .draft()
            .says(200, "文件", content()),
        Route::get(path::case_file("{number}", "{id}"), "看案件里的文件")
            .staff()
            .says(200, "文件", content()),
    ]
}

fn tracking() -> Vec<Route> {
    vec![
        Route::post(path::TRACK, "凭编号和手机尾号查进度")
            .takes("Track")
            .answers("Tracked"),
        Route::post(path::WITHDRAW, "凭编号和手机号撤回")
            .takes("Withdraw")
            .answers("Tracked"),
    ]
}

fn staff() -> Vec<Route> {
    let delete = Route::new(HttpMethod::Delete, path::SESSION, "退出");
    vec![
        Route::post(path::SESSION, "登录")
            .takes("Credentials")
            .answers("Session"),
        Route::get(path::SESSION, "谁登录着")
            .staff()
            .answers("Session"),
        delete.staff().says(204, "退出了", None),
        Route::post(path::SEARCH, "受理窗口的列表，一次一页")
            .staff()
            .takes("CaseQuery")
            .answers("CasePage"),
        Route::get(path::case("{number}"), "一个案件")
            .staff()
            .answers("CaseDetail"),
        Route::post(path::accept("{number}"), "受理")
            .staff()
            .takes("Accept")
            .answers("CaseDetail"),
        Route::post(path::not_accept("{number}"), "不予受理")
            .staff()
            .takes("NotAccept")
            .answers("CaseDetail"),
        Route::post(
            path::unmask("{number}"),
            "查看全号：再输一次密码，看过的记下来",
        )
        .staff()
        .takes("Unmask")
        .answers("Unmasked"),
        Route::get(path::REPORTS, "大家说哪里不对").staff().says(
            200,
            "最近的在前",
            Some(Body::Many("ReportRow")),
        ),
        Route::get(path::BOOKS, "有哪些规则手册，给人看")
            .staff()
            .says(200, "网页", Some(Body::Any("text/html"))),
        Route::get(path::book("{id}"), "一本规则手册，给人看")
            .staff()
            .says(200, "网页", Some(Body::Any("text/html"))),
    ]
}

fn running() -> Vec<Route> {
    let text = || Some(Body::Any("text/plain"));
    vec![
        Route::get(path::HEALTH, "服务器在不在").says(200, "在", text()),
        Route::get(path::METRICS, "运行数字，只答本机").says(200, "Prometheus 文本", text()),
        Route::get(path::OPENAPI, "这份文档，给程序看").says(
            200,
            "OpenAPI",
            Some(Body::Any("application/json")),
        ),
        Route::get(path::API_PAGE, "这份文档，给人看").says(
            200,
            "网页",
            Some(Body::Any("text/html")),
        ),
    ]
}
