"""Numbers with their uncertainty: plain functions on arrays, frozen results.

Nothing here knows a customer or a table. Importing this page costs nothing: numpy and scipy come
with the first method that needs them. Each method lives in one file that says what question it
answers, its formula, what it assumes, what it cannot say, and where it comes from; the pages in
`docs/methods/` are made from those files.

    buying      who will buy again, how often, for how much
    survival    how long things last: subscriptions, repairs, waits
    effects     what a change did, for whom, and when it pays back
    rates       shares, scores, shrinkage, weights, evenness, budgets of failure
    agreement   do two readers see the same?
    forecasts   do stated chances come true?
    watching    alarms over many people and many looks
    words       what two groups speak of, and what was never heard
    prices      what people say they would pay
    journey     the steps of cases: loops, hand-offs, waits
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from troth.errors import MissingExtraError

# Written by scripts/front.py from here …
# fmt: off
if TYPE_CHECKING:
    from troth.stats.agreement.gwet import gwet as gwet
    from troth.stats.agreement.kappa import Agreement as Agreement
    from troth.stats.agreement.kappa import cohen as cohen
    from troth.stats.agreement.kappa import fleiss as fleiss
    from troth.stats.agreement.krippendorff import Alpha as Alpha
    from troth.stats.agreement.krippendorff import krippendorff as krippendorff
    from troth.stats.agreement.projection import Part as Part
    from troth.stats.agreement.projection import Projection as Projection
    from troth.stats.agreement.projection import projection as projection
    from troth.stats.agreement.projection import tfce as tfce
    from troth.stats.buying.bgbb import Occasions as Occasions
    from troth.stats.buying.bgbb import bgbb as bgbb
    from troth.stats.buying.bgnbd import Buying as Buying
    from troth.stats.buying.bgnbd import bgnbd as bgnbd
    from troth.stats.buying.gammagamma import Spending as Spending
    from troth.stats.buying.gammagamma import gammagamma as gammagamma
    from troth.stats.buying.histories import Histories as Histories
    from troth.stats.buying.histories import histories as histories
    from troth.stats.buying.holdout import Holdout as Holdout
    from troth.stats.buying.holdout import holdout as holdout
    from troth.stats.buying.mbgcnbd import mbgcnbd as mbgcnbd
    from troth.stats.buying.mbgcnbd import regularity as regularity
    from troth.stats.buying.mbgnbd import mbgnbd as mbgnbd
    from troth.stats.buying.nbd import nbd as nbd
    from troth.stats.buying.paretonbd import BuyingByCovariate as BuyingByCovariate
    from troth.stats.buying.paretonbd import paretonbd as paretonbd
    from troth.stats.effects.interrupted import Autocorrelation as Autocorrelation
    from troth.stats.effects.interrupted import Interrupted as Interrupted
    from troth.stats.effects.interrupted import Placebo as Placebo
    from troth.stats.effects.interrupted import interrupted as interrupted
    from troth.stats.effects.interrupted import placebo as placebo
    from troth.stats.effects.ordinal import Departure as Departure
    from troth.stats.effects.ordinal import Ordinal as Ordinal
    from troth.stats.effects.ordinal import Proportional as Proportional
    from troth.stats.effects.ordinal import ordinal as ordinal
    from troth.stats.effects.ordinal import proportional_odds as proportional_odds
    from troth.stats.effects.unmeasured import Unmeasured as Unmeasured
    from troth.stats.effects.unmeasured import confounding as confounding
    from troth.stats.effects.unmeasured import unmeasured as unmeasured
    from troth.stats.effects.uplift import Arms as Arms
    from troth.stats.effects.uplift import Qini as Qini
    from troth.stats.effects.uplift import Uplift as Uplift
    from troth.stats.effects.uplift import qini as qini
    from troth.stats.effects.uplift import uplift as uplift
    from troth.stats.effects.uplift import worth as worth
    from troth.stats.forecasts.abstention import Abstention as Abstention
    from troth.stats.forecasts.abstention import SilenceRule as SilenceRule
    from troth.stats.forecasts.abstention import abstention as abstention
    from troth.stats.forecasts.abstention import silence_below as silence_below
    from troth.stats.forecasts.auc import Auc as Auc
    from troth.stats.forecasts.auc import AucComparison as AucComparison
    from troth.stats.forecasts.auc import auc as auc
    from troth.stats.forecasts.auc import compare_aucs as compare_aucs
    from troth.stats.forecasts.auc import hanley_mcneil as hanley_mcneil
    from troth.stats.forecasts.belief import Belief as Belief
    from troth.stats.forecasts.belief import Elicited as Elicited
    from troth.stats.forecasts.belief import Score as Score
    from troth.stats.forecasts.belief import belief as belief
    from troth.stats.forecasts.belief import beta_divergence as beta_divergence
    from troth.stats.forecasts.belief import elicit as elicit
    from troth.stats.forecasts.belief import forecaster as forecaster
    from troth.stats.forecasts.belief import laplace as laplace
    from troth.stats.forecasts.brier import Brier as Brier
    from troth.stats.forecasts.brier import brier as brier
    from troth.stats.forecasts.calibration import Reliability as Reliability
    from troth.stats.forecasts.calibration import reliability as reliability
    from troth.stats.forecasts.conformal import ConformalBands as ConformalBands
    from troth.stats.forecasts.conformal import ConformalLimit as ConformalLimit
    from troth.stats.forecasts.conformal import ConformalSets as ConformalSets
    from troth.stats.forecasts.conformal import conformal_intervals as conformal_intervals
    from troth.stats.forecasts.conformal import conformal_sets as conformal_sets
    from troth.stats.forecasts.drift import ScoreStability as ScoreStability
    from troth.stats.forecasts.drift import psi as psi
    from troth.stats.forecasts.ece import CalibrationError as CalibrationError
    from troth.stats.forecasts.ece import ece as ece
    from troth.stats.forecasts.precision import TopOfList as TopOfList
    from troth.stats.forecasts.precision import precision_at as precision_at
    from troth.stats.forecasts.recalibration import ChanceMap as ChanceMap
    from troth.stats.forecasts.recalibration import Recalibration as Recalibration
    from troth.stats.forecasts.recalibration import recalibrate as recalibrate
    from troth.stats.forecasts.steadiness import flip_rate as flip_rate
    from troth.stats.forecasts.steadiness import retest as retest
    from troth.stats.journey.dead_ends import DeadEnd as DeadEnd
    from troth.stats.journey.dead_ends import DeadEnds as DeadEnds
    from troth.stats.journey.dead_ends import dead_ends as dead_ends
    from troth.stats.journey.effort import CaseEffort as CaseEffort
    from troth.stats.journey.effort import Effort as Effort
    from troth.stats.journey.effort import effort as effort
    from troth.stats.journey.first_contact import FirstContact as FirstContact
    from troth.stats.journey.first_contact import first_contact as first_contact
    from troth.stats.journey.fitness import Fitness as Fitness
    from troth.stats.journey.fitness import fitness as fitness
    from troth.stats.journey.journeys import Durations as Durations
    from troth.stats.journey.journeys import Edge as Edge
    from troth.stats.journey.journeys import End as End
    from troth.stats.journey.journeys import HandOff as HandOff
    from troth.stats.journey.journeys import HandOffs as HandOffs
    from troth.stats.journey.journeys import Journeys as Journeys
    from troth.stats.journey.journeys import Loop as Loop
    from troth.stats.journey.journeys import Loops as Loops
    from troth.stats.journey.journeys import Median as Median
    from troth.stats.journey.journeys import PingPong as PingPong
    from troth.stats.journey.journeys import Rest as Rest
    from troth.stats.journey.journeys import Rework as Rework
    from troth.stats.journey.journeys import TimeLost as TimeLost
    from troth.stats.journey.journeys import Variant as Variant
    from troth.stats.journey.journeys import Variants as Variants
    from troth.stats.journey.journeys import journeys as journeys
    from troth.stats.prices.bounds import CallBound as CallBound
    from troth.stats.prices.bounds import call_bound as call_bound
    from troth.stats.prices.bounds import calls_needed as calls_needed
    from troth.stats.prices.choice import ChoiceModel as ChoiceModel
    from troth.stats.prices.choice import PredictedShares as PredictedShares
    from troth.stats.prices.choice import WillingnessToPay as WillingnessToPay
    from troth.stats.prices.choice import conditional_logit as conditional_logit
    from troth.stats.prices.gabor_granger import StatedDemand as StatedDemand
    from troth.stats.prices.gabor_granger import gabor_granger as gabor_granger
    from troth.stats.prices.gabor_granger import highest_price as highest_price
    from troth.stats.prices.history import PriceReaction as PriceReaction
    from troth.stats.prices.history import complained_after as complained_after
    from troth.stats.prices.history import left_after as left_after
    from troth.stats.prices.newton_miller_smith import INTENT_CALIBRATION as INTENT_CALIBRATION
    from troth.stats.prices.newton_miller_smith import StatedReach as StatedReach
    from troth.stats.prices.newton_miller_smith import newton_miller_smith as newton_miller_smith
    from troth.stats.prices.peaks import PricePeak as PricePeak
    from troth.stats.prices.van_westendorp import PriceCurves as PriceCurves
    from troth.stats.prices.van_westendorp import PricePoint as PricePoint
    from troth.stats.prices.van_westendorp import PriceShares as PriceShares
    from troth.stats.prices.van_westendorp import VanWestendorp as VanWestendorp
    from troth.stats.prices.van_westendorp import van_westendorp as van_westendorp
    from troth.stats.rates.budgets import Budget as Budget
    from troth.stats.rates.budgets import Lost as Lost
    from troth.stats.rates.budgets import Uptime as Uptime
    from troth.stats.rates.budgets import allowed_downtime as allowed_downtime
    from troth.stats.rates.budgets import budget as budget
    from troth.stats.rates.budgets import burn_rate as burn_rate
    from troth.stats.rates.budgets import lost_minutes as lost_minutes
    from troth.stats.rates.budgets import uptime as uptime
    from troth.stats.rates.ces import Ces as Ces
    from troth.stats.rates.ces import ces as ces
    from troth.stats.rates.correction import Corrected as Corrected
    from troth.stats.rates.correction import Powered as Powered
    from troth.stats.rates.correction import corrected_share as corrected_share
    from troth.stats.rates.correction import prediction_powered as prediction_powered
    from troth.stats.rates.csat import Csat as Csat
    from troth.stats.rates.csat import csat as csat
    from troth.stats.rates.evenness import Evenness as Evenness
    from troth.stats.rates.evenness import atkinson as atkinson
    from troth.stats.rates.evenness import gini as gini
    from troth.stats.rates.evenness import jain as jain
    from troth.stats.rates.exact import exact as exact
    from troth.stats.rates.nps import Nps as Nps
    from troth.stats.rates.nps import nps as nps
    from troth.stats.rates.nps import nps_difference as nps_difference
    from troth.stats.rates.nps import nps_from_counts as nps_from_counts
    from troth.stats.rates.nps import nps_sample_size as nps_sample_size
    from troth.stats.rates.proportions import Difference as Difference
    from troth.stats.rates.proportions import Interval as Interval
    from troth.stats.rates.proportions import newcombe as newcombe
    from troth.stats.rates.proportions import wilson as wilson
    from troth.stats.rates.reliability import Overdispersion as Overdispersion
    from troth.stats.rates.reliability import PromiseReliability as PromiseReliability
    from troth.stats.rates.reliability import overdispersion as overdispersion
    from troth.stats.rates.reliability import promise_reliability as promise_reliability
    from troth.stats.rates.shrinkage import Prior as Prior
    from troth.stats.rates.shrinkage import Shrunken as Shrunken
    from troth.stats.rates.shrinkage import prior_by_likelihood as prior_by_likelihood
    from troth.stats.rates.shrinkage import prior_by_moments as prior_by_moments
    from troth.stats.rates.shrinkage import shrink as shrink
    from troth.stats.rates.weighting import Calibrated as Calibrated
    from troth.stats.rates.weighting import Raked as Raked
    from troth.stats.rates.weighting import Weighted as Weighted
    from troth.stats.rates.weighting import effective_n as effective_n
    from troth.stats.rates.weighting import poststratify as poststratify
    from troth.stats.rates.weighting import rake as rake
    from troth.stats.rates.weighting import raked_mean as raked_mean
    from troth.stats.rates.weighting import weighted_mean as weighted_mean
    from troth.stats.rates.weighting import weighted_total as weighted_total
    from troth.stats.survival.aalen_johansen import AalenJohansen as AalenJohansen
    from troth.stats.survival.aalen_johansen import aalen_johansen as aalen_johansen
    from troth.stats.survival.concordance import Concordance as Concordance
    from troth.stats.survival.concordance import concordance as concordance
    from troth.stats.survival.cox import Cox as Cox
    from troth.stats.survival.cox import Term as Term
    from troth.stats.survival.cox import cox as cox
    from troth.stats.survival.kaplan_meier import KaplanMeier as KaplanMeier
    from troth.stats.survival.kaplan_meier import kaplan_meier as kaplan_meier
    from troth.stats.survival.log_rank import LogRank as LogRank
    from troth.stats.survival.log_rank import log_rank as log_rank
    from troth.stats.survival.payback import Payback as Payback
    from troth.stats.survival.payback import margin_multiple as margin_multiple
    from troth.stats.survival.payback import payback as payback
    from troth.stats.survival.proportionality import Proportionality as Proportionality
    from troth.stats.survival.proportionality import proportionality as proportionality
    from troth.stats.survival.sbg import Band as Band
    from troth.stats.survival.sbg import Misfit as Misfit
    from troth.stats.survival.sbg import RenewalCurve as RenewalCurve
    from troth.stats.survival.sbg import sbg as sbg
    from troth.stats.watching.confidence_sequence import ShareSequence as ShareSequence
    from troth.stats.watching.confidence_sequence import share_evidence as share_evidence
    from troth.stats.watching.confidence_sequence import share_sequence as share_sequence
    from troth.stats.watching.count_cusum import CountCusum as CountCusum
    from troth.stats.watching.count_cusum import count_cusum as count_cusum
    from troth.stats.watching.count_cusum import share_cusum as share_cusum
    from troth.stats.watching.cusum import Cusum as Cusum
    from troth.stats.watching.cusum import cusum as cusum
    from troth.stats.watching.cusum import run_length as run_length
    from troth.stats.watching.cusum import threshold_for as threshold_for
    from troth.stats.watching.discoveries import Discoveries as Discoveries
    from troth.stats.watching.discoveries import bh as bh
    from troth.stats.watching.discoveries import bonferroni as bonferroni
    from troth.stats.watching.discoveries import by as by
    from troth.stats.watching.discoveries import e_bh as e_bh
    from troth.stats.watching.discoveries import holm as holm
    from troth.stats.watching.eprocess import RateFall as RateFall
    from troth.stats.watching.eprocess import fall_evidence as fall_evidence
    from troth.stats.watching.eprocess import missed_until_alarm as missed_until_alarm
    from troth.stats.watching.eprocess import rate_bound as rate_bound
    from troth.stats.watching.eprocess import rate_fall as rate_fall
    from troth.stats.watching.evalues import Evidence as Evidence
    from troth.stats.watching.evalues import chained_evidence as chained_evidence
    from troth.stats.watching.evalues import evidence_from_p as evidence_from_p
    from troth.stats.watching.evalues import pooled_evidence as pooled_evidence
    from troth.stats.watching.gaps import Shape as Shape
    from troth.stats.watching.gaps import chance as chance
    from troth.stats.watching.gaps import correction as correction
    from troth.stats.watching.gaps import fit_shape as fit_shape
    from troth.stats.watching.gaps import gaps_until as gaps_until
    from troth.stats.watching.gaps import yearly_level as yearly_level
    from troth.stats.words.divergence import Distance as Distance
    from troth.stats.words.divergence import distance as distance
    from troth.stats.words.divergence import jensen_shannon as jensen_shannon
    from troth.stats.words.divergence import jensen_shannon_distance as jensen_shannon_distance
    from troth.stats.words.divergence import kl as kl
    from troth.stats.words.items import Existence as Existence
    from troth.stats.words.items import Information as Information
    from troth.stats.words.items import effective_items as effective_items
    from troth.stats.words.items import existence as existence
    from troth.stats.words.items import item_information as item_information
    from troth.stats.words.keyness import ByDocument as ByDocument
    from troth.stats.words.keyness import Keyness as Keyness
    from troth.stats.words.keyness import dunning as dunning
    from troth.stats.words.keyness import keyness as keyness
    from troth.stats.words.matching import Matching as Matching
    from troth.stats.words.matching import matched as matched
    from troth.stats.words.matching import style_matching as style_matching
    from troth.stats.words.two_samples import TwoSamples as TwoSamples
    from troth.stats.words.two_samples import critical_accuracy as critical_accuracy
    from troth.stats.words.two_samples import two_samples as two_samples
    from troth.stats.words.unseen import Heard as Heard
    from troth.stats.words.unseen import NewKinds as NewKinds
    from troth.stats.words.unseen import Unseen as Unseen
    from troth.stats.words.unseen import chao1 as chao1
    from troth.stats.words.unseen import chao2 as chao2
    from troth.stats.words.unseen import heard as heard
    from troth.stats.words.unseen import new_kinds as new_kinds

_HOMES = {
    "agreement.gwet": "gwet",
    "agreement.kappa": "Agreement cohen fleiss",
    "agreement.krippendorff": "Alpha krippendorff",
    "agreement.projection": "Part Projection projection tfce",
    "buying.bgbb": "Occasions bgbb",
    "buying.bgnbd": "Buying bgnbd",
    "buying.gammagamma": "Spending gammagamma",
    "buying.histories": "Histories histories",
    "buying.holdout": "Holdout holdout",
    "buying.mbgcnbd": "mbgcnbd regularity",
    "buying.mbgnbd": "mbgnbd",
    "buying.nbd": "nbd",
    "buying.paretonbd": "BuyingByCovariate paretonbd",
    "effects.interrupted": "Autocorrelation Interrupted Placebo interrupted placebo",
    "effects.ordinal": "Departure Ordinal Proportional ordinal proportional_odds",
    "effects.unmeasured": "Unmeasured confounding unmeasured",
    "effects.uplift": "Arms Qini Uplift qini uplift worth",
    "forecasts.abstention": "Abstention SilenceRule abstention silence_below",
    "forecasts.auc": "Auc AucComparison auc compare_aucs hanley_mcneil",
    "forecasts.belief": "Belief Elicited Score belief beta_divergence elicit forecaster laplace",
    "forecasts.brier": "Brier brier",
    "forecasts.calibration": "Reliability reliability",
    "forecasts.conformal": "ConformalBands ConformalLimit ConformalSets conformal_intervals conformal_sets",
    "forecasts.drift": "ScoreStability psi",
    "forecasts.ece": "CalibrationError ece",
    "forecasts.precision": "TopOfList precision_at",
    "forecasts.recalibration": "ChanceMap Recalibration recalibrate",
    "forecasts.steadiness": "flip_rate retest",
    "journey.dead_ends": "DeadEnd DeadEnds dead_ends",
    "journey.effort": "CaseEffort Effort effort",
    "journey.first_contact": "FirstContact first_contact",
    "journey.fitness": "Fitness fitness",
    "journey.journeys": "Durations Edge End HandOff HandOffs Journeys Loop Loops Median PingPong Rest Rework TimeLost Variant Variants journeys",
    "prices.bounds": "CallBound call_bound calls_needed",
    "prices.choice": "ChoiceModel PredictedShares WillingnessToPay conditional_logit",
    "prices.gabor_granger": "StatedDemand gabor_granger highest_price",
    "prices.history": "PriceReaction complained_after left_after",
    "prices.newton_miller_smith": "INTENT_CALIBRATION StatedReach newton_miller_smith",
    "prices.peaks": "PricePeak",
    "prices.van_westendorp": "PriceCurves PricePoint PriceShares VanWestendorp van_westendorp",
    "rates.budgets": "Budget Lost Uptime allowed_downtime budget burn_rate lost_minutes uptime",
    "rates.ces": "Ces ces",
    "rates.correction": "Corrected Powered corrected_share prediction_powered",
    "rates.csat": "Csat csat",
    "rates.evenness": "Evenness atkinson gini jain",
    "rates.exact": "exact",
    "rates.nps": "Nps nps nps_difference nps_from_counts nps_sample_size",
    "rates.proportions": "Difference Interval newcombe wilson",
    "rates.reliability": "Overdispersion PromiseReliability overdispersion promise_reliability",
    "rates.shrinkage": "Prior Shrunken prior_by_likelihood prior_by_moments shrink",
    "rates.weighting": "Calibrated Raked Weighted effective_n poststratify rake raked_mean weighted_mean weighted_total",
    "survival.aalen_johansen": "AalenJohansen aalen_johansen",
    "survival.concordance": "Concordance concordance",
    "survival.cox": "Cox Term cox",
    "survival.kaplan_meier": "KaplanMeier kaplan_meier",
    "survival.log_rank": "LogRank log_rank",
    "survival.payback": "Payback margin_multiple payback",
    "survival.proportionality": "Proportionality proportionality",
    "survival.sbg": "Band Misfit RenewalCurve sbg",
    "watching.confidence_sequence": "ShareSequence share_evidence share_sequence",
    "watching.count_cusum": "CountCusum count_cusum share_cusum",
    "watching.cusum": "Cusum cusum run_length threshold_for",
    "watching.discoveries": "Discoveries bh bonferroni by e_bh holm",
    "watching.eprocess": "RateFall fall_evidence missed_until_alarm rate_bound rate_fall",
    "watching.evalues": "Evidence chained_evidence evidence_from_p pooled_evidence",
    "watching.gaps": "Shape chance correction fit_shape gaps_until yearly_level",
    "words.divergence": "Distance distance jensen_shannon jensen_shannon_distance kl",
    "words.items": "Existence Information effective_items existence item_information",
    "words.keyness": "ByDocument Keyness dunning keyness",
    "words.matching": "Matching matched style_matching",
    "words.two_samples": "TwoSamples critical_accuracy two_samples",
    "words.unseen": "Heard NewKinds Unseen chao1 chao2 heard new_kinds",
}
# fmt: on
# … to here.
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}
"""Where each name lives; a file is read when one of its names is first asked for."""


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module “troth.stats” has no attribute “{name}”")
    try:
        value = getattr(import_module(f"troth.stats.{home}"), name)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(
            f"The statistics need {missing.name}, which is not installed.",
            advice="pip install 'troth[stats]'",
        ) from missing
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
