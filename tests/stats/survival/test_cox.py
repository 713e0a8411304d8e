"""Cox: published and recomputed fits, lifelines, brute force, columns named, intervals that cover."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from lifelines import CoxPHFitter, CoxTimeVaryingFitter

from tests.stats.survival.tables import ARM, RELAPSED, WEEKS, real, table, telco
from troth.errors import NumbersError
from troth.stats.survival.cox import cox

TIGHT = {"fit_options": {"precision": 1e-14, "r_precision": 1e-14}}


@real
def test_golden_rossi() -> None:
    rossi = table("rossi")
    names = list(rossi.columns[2:])
    fit = cox(rossi["week"], rossi["arrest"], rossi[names], names)
    told = [-0.37942217, -0.05743774, 0.31389979, -0.14979570, -0.43370388, -0.08487108, 0.09149708]
    assert fit.coefficients == pytest.approx(told, abs=5e-9)
    assert fit.log_likelihood == pytest.approx(-658.7476594, abs=5e-7)
    assert fit.null_log_likelihood == pytest.approx(-675.3806323, abs=5e-7)
    breslow = cox(rossi["week"], rossi["arrest"], rossi[names], names, ties="breslow")
    assert breslow.log_likelihood == pytest.approx(-659.1206057, abs=5e-7)
    assert fit.concordance == pytest.approx(0.640, abs=5e-4)
    assert fit.likelihood_ratio.chi2 == pytest.approx(33.27, abs=5e-3)
    line = fit.table()[0]
    assert (line.name, line.n, line.events) == ("fin", 432, 114)
    assert (line.ratio, line.low, line.high) == pytest.approx((0.6843, 0.4702, 0.9957), abs=5e-5)
    assert (line.z, line.p) == pytest.approx((-1.983, 0.0474), abs=5e-4)


@real
def test_golden_lung() -> None:
    lung = table("lung")[["time", "status", "age", "sex", "ph.ecog"]].dropna()
    fit = cox(lung["time"], lung["status"], lung.iloc[:, 2:])
    told = [0.01106676456, -0.5526123957, 0.46372847537]
    assert fit.coefficients == pytest.approx(told, abs=5e-9)
    assert fit.log_likelihood == pytest.approx(-729.2301214, abs=5e-7)


@pytest.mark.parametrize(
    ("ties", "told", "error"), [("breslow", 1.5092, 0.4096), ("efron", 1.5721, 0.4124)]
)
def test_golden_six_mp(ties: str, told: float, error: float) -> None:
    fit = cox(WEEKS, RELAPSED, ARM, ["control"], ties=ties)
    assert (fit.coefficients[0], fit.standard_errors[0]) == pytest.approx((told, error), abs=5e-5)


@real
def test_golden_telco() -> None:
    read = telco()
    terms = {
        "SeniorCitizen": 1, "Partner": "Yes", "Dependents": "Yes", "InternetService": "Fiber optic",
        "OnlineSecurity": "Yes", "TechSupport": "Yes", "PaperlessBilling": "Yes",
        "PaymentMethod": "Electronic check",
    }  # fmt: skip
    x = pd.DataFrame({name: (read[name] == value).astype(float) for name, value in terms.items()})
    x["one"] = (read["Contract"] == "One year").astype(float)
    x["two"] = (read["Contract"] == "Two year").astype(float)
    x["charges"] = read["MonthlyCharges"]
    fit = cox(read["tenure"], read["gone"], x, list(x))
    assert fit.log_likelihood == pytest.approx(-14075.97404, abs=5e-6)
    assert fit.coefficients[[8, 9]] == pytest.approx([-1.83133, -3.64902], abs=5e-6)
    assert fit.concordance == pytest.approx(0.8442636945, abs=5e-11)


def lifelines(frame: pd.DataFrame, **options: object) -> CoxPHFitter:
    fitter = CoxPHFitter()
    return fitter.fit(frame, "long", "ended", **TIGHT, **options)


def made(seed: int, n: int, columns: int, *, ties: bool) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(n, columns)) * np.arange(1, columns + 1)
    long = draw.exponential(size=n) * np.exp(-0.3 * x[:, 0]) * 20
    frame = pd.DataFrame(x, columns=[f"c{at}" for at in range(columns)])
    frame["long"] = np.ceil(long) if ties else long
    frame["ended"] = (draw.random(n) < 0.7).astype(float)
    frame["layer"], frame["group"] = draw.integers(0, 4, n), draw.integers(0, n // 3, n)
    frame["weight"] = draw.integers(1, 4, n).astype(float)
    return frame


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("stratified", [False, True])
def test_lifelines_fits_the_same(seed: int, ties: bool, stratified: bool) -> None:
    frame = made(seed, 90, 3, ties=ties).drop(columns=["group", "weight"])
    strata = frame["layer"].to_numpy() if stratified else None
    theirs = lifelines(
        frame if stratified else frame.drop(columns="layer"),
        **({"strata": ["layer"]} if stratified else {}),
    )
    ours = cox(frame["long"], frame["ended"], frame[["c0", "c1", "c2"]], strata=strata)
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-7)
    assert ours.standard_errors == pytest.approx(theirs.standard_errors_.to_numpy(), abs=1e-7)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, abs=1e-7)


@pytest.mark.parametrize("seed", range(3))
def test_lifelines_gives_the_same_robust_errors_and_weights_where_nothing_is_tied(
    seed: int,
) -> None:
    frame = made(seed, 90, 2, ties=False).drop(columns="layer")
    x = frame[["c0", "c1"]]
    theirs = lifelines(frame.drop(columns="weight"), cluster_col="group")
    ours = cox(frame["long"], frame["ended"], x, clusters=frame["group"])
    assert ours.robust_errors == pytest.approx(theirs.standard_errors_.to_numpy(), abs=1e-7)
    theirs = lifelines(frame, cluster_col="group", weights_col="weight")
    ours = cox(
        frame["long"], frame["ended"], x, ties="breslow", clusters=frame["group"],
        weights=frame["weight"],
    )  # fmt: skip
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-7)
    assert ours.robust_errors == pytest.approx(theirs.standard_errors_.to_numpy(), abs=1e-7)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, abs=1e-6)


@real
@pytest.mark.parametrize(
    ("name", "long", "ended", "columns"),
    [
        ("gbsg2", "time", "cens", ["age", "tsize", "pnodes", "progrec", "estrec"]),
        ("kidney_transplant", "time", "death", ["age", "black_male", "white_male"]),
    ],
)
def test_lifelines_fits_real_tables_the_same(name, long, ended, columns) -> None:
    frame = table(name)[[long, ended, *columns]].rename(columns={long: "long", ended: "ended"})
    theirs = lifelines(frame)
    ours = cox(frame["long"], frame["ended"], frame[columns], columns)
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-8)
    assert ours.standard_errors == pytest.approx(theirs.standard_errors_.to_numpy(), abs=1e-8)
    assert ours.concordance == pytest.approx(theirs.concordance_index_, abs=1e-9)


@real
def test_stanford_heart_start_and_stop() -> None:
    heart = table("stanford_heart")
    columns = ["age", "year", "surgery", "transplant"]
    theirs = CoxTimeVaryingFitter().fit(
        heart[[*columns, "id", "start", "stop", "event"]].astype(float),
        id_col="id", event_col="event", start_col="start", stop_col="stop",
        **TIGHT,
    )  # fmt: skip
    ours = cox(heart["stop"], heart["event"], heart[columns], columns, entry=heart["start"])
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-8)
    assert ours.standard_errors == pytest.approx(theirs.standard_errors_.to_numpy(), abs=1e-8)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, abs=1e-7)


@real
def test_waltons_and_telco_by_lifelines() -> None:
    worms = table("waltons_dataset")
    control = (worms["group"] == "control").astype(float)
    theirs = lifelines(pd.DataFrame({"long": worms["T"], "ended": worms["E"], "c": control}))
    ours = cox(worms["T"], worms["E"], control)
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-8)
    read = telco()
    frame = pd.DataFrame({"long": read["tenure"], "ended": read["gone"]})
    for term in ("One year", "Two year"):
        frame[term] = (read["Contract"] == term).astype(float)
    frame["dear"], frame["senior"] = read["MonthlyCharges"], read["SeniorCitizen"]
    theirs = lifelines(frame)
    ours = cox(frame["long"], frame["ended"], frame.iloc[:, 2:])
    assert ours.coefficients == pytest.approx(theirs.params_.to_numpy(), abs=1e-8)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood_, abs=1e-6)
    assert ours.concordance == pytest.approx(theirs.concordance_index_, abs=1e-9)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_a_row_of_weight_two_is_two_rows_in_any_order(ties: str) -> None:
    frame = made(11, 80, 2, ties=True)
    whole = cox(
        frame["long"], frame["ended"], frame[["c0", "c1"]], ties=ties, strata=frame["layer"],
        clusters=frame["group"], weights=frame["weight"], entry=np.floor(frame["long"] / 4),
    )  # fmt: skip
    apart = frame.loc[frame.index.repeat(frame["weight"].astype(int))].sample(
        frac=1, random_state=1
    )
    split = cox(
        apart["long"], apart["ended"], apart[["c0", "c1"]], ties=ties, strata=apart["layer"],
        clusters=apart["group"], entry=np.floor(apart["long"] / 4),
    )  # fmt: skip
    for name in ("coefficients", "standard_errors", "robust_errors", "log_likelihood", "n"):
        assert getattr(whole, name) == pytest.approx(getattr(split, name), rel=1e-9)
    assert whole.concordance == pytest.approx(split.concordance)
    assert whole.baseline(2).hazard == pytest.approx(split.baseline(2).hazard)
    assert cox([1, 2, 3, 4], [1, 1, 1, 1], [1, 3, 2, 2], weights=[1, 1, 1, 0]).n == 3


def test_broken_weights_split_too() -> None:
    frame = made(12, 60, 2, ties=True)
    weights = frame["weight"] * 0.35
    whole = cox(frame["long"], frame["ended"], frame[["c0", "c1"]], weights=weights)
    twice = pd.concat([frame, frame])
    split = cox(
        twice["long"], twice["ended"], twice[["c0", "c1"]],
        weights=np.concatenate([weights * 0.3, weights * 0.7]),
    )  # fmt: skip
    assert whole.coefficients == pytest.approx(split.coefficients, rel=1e-9)
    assert whole.standard_errors == pytest.approx(split.standard_errors, rel=1e-9)


def test_units_and_shifts_of_a_column_only_rescale() -> None:
    frame = made(13, 120, 2, ties=True)
    x = frame[["c0", "c1"]].to_numpy()
    plain = cox(frame["long"], frame["ended"], x)
    other = cox(frame["long"] * 7, frame["ended"], x * [1e-9, 1e9] + [5, 1e9])
    assert other.coefficients * [1e-9, 1e9] == pytest.approx(plain.coefficients, rel=1e-6)
    assert other.log_likelihood == pytest.approx(plain.log_likelihood)


def test_two_by_a_stratum_of_its_own_is_the_matched_pair() -> None:
    """Pairs in strata: the likelihood is that of logistic regression on differences."""
    draw = np.random.default_rng(2)
    x = draw.normal(size=(200, 2))
    first = draw.random(200) < 1 / (1 + np.exp(-(x[:, 0] - x[:, 1])))
    long = np.where(np.column_stack([first, ~first]), 1.0, 2.0)
    pair = np.repeat(np.arange(200), 2)
    fit = cox(long.ravel(), long.ravel() == 1, x.ravel(), strata=pair)
    apart = np.where(first, x[:, 0] - x[:, 1], x[:, 1] - x[:, 0])
    b = fit.coefficients[0]
    assert (apart / (1 + np.exp(b * apart))).sum() == pytest.approx(0, abs=1e-8)
    assert fit.log_likelihood == pytest.approx(-np.log1p(np.exp(-b * apart)).sum())


def test_baseline_and_survival() -> None:
    frame = made(14, 150, 2, ties=False).drop(columns=["layer", "group", "weight"])
    theirs = lifelines(frame)
    ours = cox(frame["long"], frame["ended"], frame[["c0", "c1"]])
    table_ = theirs.baseline_cumulative_hazard_.iloc[:, 0]
    shared = table_.loc[ours.baseline().times]
    assert ours.baseline().hazard == pytest.approx(shared.to_numpy(), rel=1e-6)
    new = frame[["c0", "c1"]].iloc[:4]
    times = ours.baseline().times[[3, 40, 80]]
    told = theirs.predict_survival_function(new, times).to_numpy().T
    assert ours.survival(new, times) == pytest.approx(told, abs=1e-6)
    assert ours.survival(new, [0.0]) == pytest.approx(1)
    with pytest.raises(NumbersError, match="Nobody was followed past"):
        ours.survival(new, frame["long"].max() + 1)


def test_a_large_fit_starts_from_a_sample_and_ends_where_a_small_one_does() -> None:
    """Split weights make 24,000 rows of 1,200, past the size at which a start is sampled."""
    frame = made(15, 1500, 2, ties=True)
    x, times = frame[["c0", "c1"]].to_numpy(), 150
    small = cox(frame["long"], frame["ended"], x, ties="breslow")
    large = cox(
        np.tile(frame["long"], times), np.tile(frame["ended"], times), np.tile(x, (times, 1)),
        ties="breslow", weights=np.full(1500 * times, 1 / times),
    )  # fmt: skip
    assert large.coefficients == pytest.approx(small.coefficients, abs=1e-9)
    assert large.standard_errors == pytest.approx(small.standard_errors, rel=1e-7)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_a_start_from_a_sample_ends_at_the_same_top(
    ties: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from troth.stats.survival import fitting

    frame = made(17, 900, 3, ties=True)
    given = {
        "ties": ties, "strata": frame["layer"], "weights": frame["weight"],
        "entry": np.floor(frame["long"] / 5),
    }  # fmt: skip
    x = frame[["c0", "c1", "c2"]]
    plain = cox(frame["long"], frame["ended"], x, **given)
    monkeypatch.setattr(fitting, "THINNED", 100)
    asked = []
    leap = fitting._leap
    monkeypatch.setattr(fitting, "_leap", lambda *told: asked.append(leap(*told)) or asked[-1])
    sampled = cox(frame["long"], frame["ended"], x, **given)
    assert len(asked) == 1
    assert np.abs(asked[0]).max() > 0
    assert sampled.coefficients == pytest.approx(plain.coefficients, abs=1e-10)
    assert sampled.standard_errors == pytest.approx(plain.standard_errors, rel=1e-8)
    assert sampled.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-9)
    rare = np.zeros(900)
    rare[[7, 11]] = 1
    one = cox(frame["long"], frame["ended"], np.column_stack([x, rare]), **given)
    assert np.isfinite(one.standard_errors).all()


def test_intervals_of_95_percent_cover() -> None:
    """600 samples of 100, a third censored; tolerance 3 Monte Carlo errors and one point."""
    draw = np.random.default_rng(21)
    hits = robust = 0
    for _ in range(600):
        x = draw.normal(size=(100, 2))
        long = draw.exponential(size=100) * np.exp(-x @ [0.5, -0.3])
        left = draw.exponential(2, 100)
        fit = cox(np.minimum(long, left), long <= left, x, clusters=range(100))
        away = abs(fit.coefficients[0] - 0.5)
        hits += away <= 1.96 * fit.standard_errors[0]
        robust += away <= 1.96 * fit.robust_errors[0]
    assert hits / 600 == pytest.approx(0.95, abs=3 * (0.0475 / 600) ** 0.5 + 0.01)
    assert robust / 600 == pytest.approx(0.95, abs=3 * (0.0475 / 600) ** 0.5 + 0.02)


LONG, ENDED = np.arange(1.0, 41), np.arange(40) % 3 != 0
AGE = np.random.default_rng(0).normal(50, 9, 40)
SIZE = np.random.default_rng(1).normal(5, 2, 40)


def fit_of(*columns: np.ndarray, names: list[str], **options: object) -> object:
    return cox(LONG, ENDED, np.column_stack(columns), names, **options)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("columns", "names", "says"),
    [
        ((AGE, 2 * AGE + 1), ["age", "age2"], "“age2” says nothing that “age” does not already"),
        ((AGE, SIZE, AGE - SIZE), ["a", "b", "c"], "“c” says nothing that “a” and “b” do not"),
        ((AGE, 0 * AGE + 0.1), ["age", "same"], "“same” is 0.1 in every row"),
        ((AGE, 0 * AGE), ["age", "none"], "“none” is 0 in every row"),
        ((AGE, AGE * np.nan), ["age", "gap"], "“gap” holds no number at all"),
        ((AGE, np.where(AGE > 70, np.nan, np.where(AGE > 60, np.inf, 1))), ["age", "odd"], "“odd”"),
        ((AGE, LONG < 12), ["age", "early"], "“early” tells too well who ends first"),
        ((-LONG, SIZE), ["rank", "size"], "“rank” tells too well who ends first: its coefficient"),
        ((AGE, LONG == 2), ["age", "one"], "“one” tells too well"),
        ((AGE, SIZE), ["age", "age"], "Two columns of X are called “age”"),
        ((AGE, SIZE), ["age"], "There are 1 names for the 2 columns"),
    ],
)
def test_the_column_at_fault_is_named(columns, names, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        fit_of(*columns, names=names)


def test_a_column_that_only_tells_strata_apart_is_named() -> None:
    layer = np.arange(40) % 4
    with pytest.raises(NumbersError, match=r"“region” never differs among rows .* same stratum"):
        fit_of(AGE, layer > 1, names=["age", "region"], strata=layer)


def test_columns_nearly_alike_are_still_told_apart() -> None:
    frame = made(16, 300, 2, ties=True)
    c0, c1 = frame["c0"].to_numpy(), frame["c1"].to_numpy()
    plain = cox(frame["long"], frame["ended"], np.column_stack([c0, c1]))
    near = cox(frame["long"], frame["ended"], np.column_stack([c0, c0 + 1e-4 * c1]))
    back = [near.coefficients.sum(), 1e-4 * near.coefficients[1]]
    assert back == pytest.approx(plain.coefficients.tolist(), abs=1e-6)
    assert near.log_likelihood == pytest.approx(plain.log_likelihood)


def test_strong_but_finite_effects_are_found() -> None:
    draw = np.random.default_rng(4)
    x = draw.normal(size=400)
    long = draw.exponential(size=400) * np.exp(-6 * x)
    fit = cox(long, np.ones(400), x)
    assert abs(fit.coefficients[0] - 6) < 4 * fit.standard_errors[0]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cox([1, 2], [0, 0], [1, 2]), "No row ended"),
        (lambda: cox([1, 2], [1, 0], [1, 2], weights=[0, 1]), "No row ended"),
        (lambda: cox([1, 2], [1, 1], [1, 2, 3]), "differ in length"),
        (lambda: cox([1, 2], [1, 1], [[1, "a"], [2, "b"]]), "something that is no number"),
        (lambda: cox([1, 2], [1, 1], [1, 2], ties="exact"), "ties is “exact”"),
        (lambda: cox([1, 2], [1, 1], [1, 2], level=2), "level lies between"),
        (lambda: cox([1, 2], [1, 1], [1, 2], entry=[1, 0]), r"entry\[0\] is 1"),
        (lambda: cox([1, 2], [1, 1], [1, 2], strata=["a"]), "differ in length"),
        (lambda: cox([3], [1], [1]), "“x0” is 1 in every row"),
        (lambda: cox([], [], []), "durations is empty"),
    ],
)
def test_bad_input_is_told_in_one_sentence(call, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        call()


def test_a_stratum_has_to_be_known_and_columns_have_to_match() -> None:
    fit = cox(LONG, ENDED, AGE, strata=np.where(LONG > 20, "b", "NA"))
    assert [each.stratum for each in fit.baselines] == ["NA", "b"]
    assert fit.survival([50.0], [10], "NA").shape == (1, 1)
    with pytest.raises(NumbersError, match="Nothing ended in a stratum “c”; there are “NA”, “b”"):
        fit.survival([50.0], [10], "c")
    with pytest.raises(NumbersError, match="X has 2 columns; the model was fitted to 1"):
        fit.risk([[1, 2]])
