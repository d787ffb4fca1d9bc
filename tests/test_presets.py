"""The preset `page`: what it adds, what it takes away, and that it leaves alone what is no page."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleantext import ConfigError, Document, Pipeline, replay
from cleantext.cli import main
from cleantext.page import Page, Phrases, article, best_stretch, describe, shipped_model, stretches
from cleantext.registry import PRESETS, shipped

PAGE = Pipeline.default(preset="page")
DATA = Path(__file__).parents[2] / "shared" / "eval" / "data"

MENU = ["Home", "News", "Politics", "Sport", "Culture", "Weather", "Jobs", "Archive", "Subscribe", "Log in", "Search"]
FOOTER = ["About us", "Contact", "Privacy policy", "Terms of use", "© 2024 The Bay Herald. All rights reserved."]
RELATED = [
    "Related articles",
    "Crane finds a buyer",
    "Library reopens on Monday",
    "Bakers meet again",
    "Fog until noon",
]
BODY = [
    "The ferry across the bay will also run at night from May on, the harbour office said on Wednesday.",
    "Sixty people will find a seat, and nobody may bring a car, as the captain explained with a smile.",
    "“We have waited for this for years,” said Ada Brook, who owns the only tavern on the other shore.",
    "The first boat leaves at ten in the evening, and the last one comes back at four, in time for breakfast.",
]
COMMENTS = [
    "Comments (2)",
    "Reply",
    "harbourcat",
    "3 days ago",
    "About time!",
    "Reply",
    "old salt",
    "2 days ago",
    "lol",
]

LANGUAGES = {
    "de": (
        [
            "Startseite",
            "Politik",
            "Wirtschaft",
            "Kultur",
            "Wetter",
            "Anmelden",
            "Abo",
            "Suche",
            "Archiv",
            "Jobs",
            "Auto",
        ],
        "Nachtfähre fährt ab Mai",
        [
            "Von Mai an fährt die Fähre über die Bucht auch nachts, teilte das Hafenamt am Mittwoch in der Stadt mit.",
            "Sechzig Menschen finden einen Platz, Autos bleiben an Land, wie der Kapitän der Fähre lächelnd erklärte.",
            "Das erste Schiff legt um zehn Uhr abends ab, das letzte kommt um vier zurück, rechtzeitig zum Frühstück.",
        ],
        ["Kommentare (2)", "Antworten", "Mehr zum Thema", "Hafenkran verkauft", "Impressum", "Datenschutz"],
    ),
    "ru": (
        ["Главная", "Новости", "Политика", "Спорт", "Культура", "Погода", "Войти", "Поиск", "Архив", "Работа", "Авто"],
        "Ночной паром пойдет с мая",
        [
            "С мая паром через залив будет ходить и по ночам, сообщило в среду управление городского порта.",
            "Места хватит шестидесяти пассажирам, а автомобили останутся на берегу, объяснил капитан с улыбкой.",
            "Первый паром отходит в десять часов вечера, а последний возвращается в четыре утра, как раз к завтраку.",
        ],
        ["Комментарии", "Ответить", "Читайте также", "Портовый кран продан", "О нас", "Контакты"],
    ),
    "zh": (
        ["首页", "新闻", "国际", "财经", "体育", "娱乐", "天气", "登录", "注册", "搜索", "专题"],
        "夜间渡轮五月起开航",
        [
            "港务局星期三表示，从五月起，横渡海湾的渡轮夜间也将运行，末班船凌晨四点返航，正好赶上早餐。",
            "渡轮可以容纳六十名乘客，不允许携带汽车，船长微笑着解释说，这是为了大家的安全和夜晚的宁静。",
            "首班船晚上十点出发，居民们对此表示欢迎，对岸唯一的小酒馆老板说，他们已经等待了很多年，终于等到了。",
        ],
        ["网友评论", "回复", "相关阅读", "港口起重机售出", "关于我们", "联系我们"],
    ),
    "ar": (
        ["الرئيسية", "أخبار", "سياسة", "رياضة", "ثقافة", "الطقس", "تسجيل الدخول", "بحث", "وظائف", "صور", "فيديو"],
        "عبارة ليلية ابتداء من مايو",
        [
            "ابتداء من شهر مايو ستعمل العبارة عبر الخليج ليلا أيضا، كما أعلن مكتب الميناء في المدينة يوم الأربعاء.",
            "يتسع المركب لستين راكبا ولا يسمح لأحد بإحضار سيارة معه، كما أوضح القبطان مبتسما للصحفيين في الميناء.",
            "ينطلق المركب الأول في العاشرة مساء ويعود الأخير في الرابعة صباحا، أي في الوقت المناسب لتناول الفطور.",
        ],
        ["التعليقات", "أضف تعليقا", "اقرأ أيضا", "بيع رافعة الميناء", "من نحن", "اتصل بنا"],
    ),
}


def page(*parts: list[str]) -> str:
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def test_the_presets() -> None:
    usual = {name for name, rule in shipped().items() if rule.default}
    assert {rule.name for rule in Pipeline.default(preset="default").rules} == usual
    assert {rule.name for rule in PAGE.rules} == usual | {"page_body"}
    assert all(name in shipped() for added in PRESETS.values() for name in added)


def test_a_stage_stands_for_the_rules_of_the_preset() -> None:
    assert [rule.name for rule in Pipeline.default(preset="page", select=["trim"]).rules] == ["page_body"]
    assert Pipeline.default(select=["trim"]).rules == ()
    assert Pipeline.default(preset="page", ignore=["trim"]).rules == Pipeline.default().rules


def test_an_unknown_preset_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'page'"):
        Pipeline.default(preset="pages")


def test_a_config_file_names_the_preset(tmp_path: Path) -> None:
    path = tmp_path / "cleantext.toml"
    path.write_text('preset = "page"\n', "utf-8")
    assert Pipeline.from_config(path).fingerprint == PAGE.fingerprint != Pipeline.default().fingerprint


def test_the_command_line_takes_the_preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page(MENU, ["Night ferry starts in May"], BODY, RELATED, FOOTER)
    done = CliRunner().invoke(main, ["clean", "--preset", "page"], input=text)
    assert done.stdout == PAGE.clean(text) != text
    assert done.exit_code == 0
    assert "pages" in CliRunner().invoke(main, ["clean", "--preset", "pages"], input=text).stderr


def test_what_stands_around_an_article_goes() -> None:
    text = page(MENU, ["Night ferry starts in May"], BODY, COMMENTS, RELATED, FOOTER)
    assert PAGE.clean(text) == page(["Night ferry starts in May"], BODY)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_works_in_any_script(code: str) -> None:
    menu, title, body, below = LANGUAGES[code]
    assert PAGE.clean(page(menu, [title], body, below)) == page([title], body)


def test_the_page_title_tells_the_headline() -> None:
    head = "Night boats at last"  # no word of it is in the article
    text = page([f"{head} | The Bay Herald"], MENU, [head], BODY, RELATED, FOOTER)
    assert PAGE.clean(text) == page([head], BODY)


def test_the_hint_tells_the_headline() -> None:
    head = "Night boats at last"
    text = page(MENU, [head], ["3 May"], BODY, RELATED, FOOTER)
    assert PAGE.clean(text, title=f"{head} - Herald") == page([head], BODY)


def test_the_headline_may_go_too() -> None:
    names = "page_body", "duplicated_title"
    bare = Pipeline.default(preset="page", options={name: {"strip_title": True} for name in names})
    text = page(["Night boats at last | The Bay Herald"], MENU, ["Night boats at last"], BODY, RELATED, FOOTER)
    assert bare.clean(text) == bare.clean(bare.clean(text)) == page(BODY)


def test_fragments_of_a_paragraph_stay_together() -> None:
    """`get_text()` begins a line at each link."""
    parts = [
        "That the boats need more light at their piers had been told by the",
        "harbour office",
        "many times before in its letters to the",
        "newspapers",
        ", which nobody read.",
    ]
    text = page(MENU, ["Night ferry starts in May"], [*parts, *BODY], RELATED, FOOTER)
    assert PAGE.clean(text) == page(["Night ferry starts in May"], [*parts, *BODY])


@pytest.mark.parametrize(
    "text",
    [
        page(["Night ferry starts in May"], BODY),
        page(BODY, ["The crew"], ["Ole Lund", "Ada Brook", "Han Ji-woo"], BODY[2:]),
        page(["The sea is grey,", "the boats are in,", "the nets hang out to dry."] * 8),
        page([f"{n}. A thing to buy" for n in range(40)]),
        page(["When shall we sail?", "Tonight, the captain said.", "And the cars?", "They stay ashore."] * 6),
        "\n".join(f"x{n} = {n}  # a comment" for n in range(60)) + "\n",
        "A single line of text that is long enough to be a sentence, and nothing else.\n" * 1,
        "",
        "\n\n",
    ],
    ids=["article", "article with a list", "poem", "list", "dialogue", "code", "one line", "empty", "blank"],
)
def test_what_is_no_page_stays(text: str) -> None:
    assert Pipeline.default(preset="page", select=["trim"]).clean(text) == text


def test_each_edit_says_its_evidence() -> None:
    result = PAGE.run(page(MENU, ["Night ferry starts in May"], BODY, RELATED, FOOTER))
    whys = [
        why
        for change in result.changes
        for rule, why in zip(change.rules, change.whys, strict=True)
        if rule == "page_body"
    ]
    assert whys[0].startswith("above the article: 11 lines, 11 of them short; ")
    assert whys[0] in (Path(__file__).parents[1] / "docs" / "presets.md").read_text("utf-8")
    assert whys[-1].startswith("below the article: 10 lines")
    assert "related" in whys[-1] or "account" in whys[-1]
    assert replay(result.raw, result.changes) == result.text
    assert result.undo() == result.raw


def test_the_weights_speak_the_words_of_the_model() -> None:
    """No weight is dead, and what they know is small."""
    rule = shipped()["page_body"]
    phrases = Phrases({name: value for name, value in rule.options.items() if isinstance(value, frozenset)})
    parts = [
        MENU * 3,
        ["Night ferry starts in May"],
        BODY,
        BODY[:1],
        ["Photo: Getty", "By Ole Lund"],
        COMMENTS,
        RELATED,
    ]
    words = {
        word
        for text in (page(*parts, FOOTER), page(BODY), "\n".join(MENU + BODY))
        for description in describe(Page(Document(text), phrases))[1]
        for part in description
        for word in part
        if word
    }
    between, own = (weights.by_word for weights in shipped_model())
    assert words <= between.keys() == own.keys()
    assert len(between) < 100


def test_comments_longer_than_the_article() -> None:
    said = [
        "I have taken the last boat for twenty years, and never once was it on time; so I shall see and believe it.",
        "My aunt lives on the other side, and she says that nobody asked the people there what they think of it all.",
        "Who will pay for all this in the end, I ask, if sixty seats are free on most nights between May and October?",
    ]
    thread = [line for k in range(6) for line in ("Reply", f"reader{k}", f"{k + 2} days ago", *said[k % 3 :])]
    title = ["Night ferry starts in May"]
    assert PAGE.clean(page(MENU, title, BODY, ["Comments (6)"], MENU[:9], thread, FOOTER)) == page(title, BODY)


def test_best_stretch() -> None:
    assert best_stretch([]) == (0, 0)
    assert best_stretch([-1.0, -2.0]) == (0, 0)
    assert best_stretch([1.0, -2.0, 3.0, -1.0, 2.0, -5.0]) == (2, 5)
    assert stretches([1.0, -2.0, 3.0, -1.0, 2.0, -5.0, 2.0]) == [(1.0, (0, 1)), (4.0, (2, 5)), (2.0, (6, 7))]


def test_a_page_whose_only_running_text_is_a_notice_stays() -> None:
    notice = ["To all our readers: your gifts allow us to print these songs, and we thank you for each of them."]
    song = ["The sea is grey,", "the boats are in,", "the nets hang out to dry."] * 8
    text = page(MENU, notice, song, FOOTER)
    assert Pipeline.default(preset="page", select=["trim"]).clean(text) == text


def test_a_page_without_running_text_has_no_article() -> None:
    rule = shipped()["page_body"]
    phrases = Phrases({name: value for name, value in rule.options.items() if isinstance(value, frozenset)})
    rows = MENU * 5
    found = article(Page(Document("\n".join(rows)), phrases), shipped_model())
    assert not found.kept
    assert PAGE.clean("\n".join(rows)) == Pipeline.default().clean("\n".join(rows))


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the evaluation data")
def test_a_second_run_changes_nothing_on_real_pages() -> None:
    with gzip.open(DATA / "zyte_texts.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [item["text"] for item in map(json.loads, file) if item["extractor"] in ("bs4", "inscriptis")][:60]
    for text in texts:
        result = PAGE.run(text)
        assert not result.problems
        assert PAGE.clean(result.text) == result.text
        assert replay(text, result.changes) == result.text
