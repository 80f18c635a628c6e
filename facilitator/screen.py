"""What the lead may say on the console, and how it hears the hall.

Commands go from the console to the desk; what the hall does comes back as views, and who is online as presence.
"""

from __future__ import annotations

from facilitator.view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="facilitator",
    commands={
        Role.LEAD: (
            c.MoveRound,
            c.AddTime,
            c.ReplanDay,
            c.ReviseScenario,
            c.SendNotice,
            c.EndCall,
            c.PauseClock,
            c.ResumeClock,
            c.ShowScene,
            c.BlankScreen,
            c.Announce,
            c.AdmitCard,
            c.AdmitCards,
            c.HoldCard,
            c.HideCard,
            c.RestoreCard,
            c.RedactCard,
            c.RedactField,
            c.DrawLots,
            c.OpenRunoff,
            c.RepeatVote,
            c.PickCards,
            c.StepReveal,
            c.CallStop,
            c.CallStage,
            c.PlaceCards,
            c.ListPeople,
            c.ListPerson,
            c.AnswerHelp,
            c.ReissueSeat,
            c.CloseTable,
            *c.OTHER_WAYS,
            *c.FROM_PAPER,
            c.RemoveSignUp,
            c.LetGuests,
            c.LetObservers,
            c.RedactNote,
            c.ReopenRound,
            c.RestartRound,
            c.SplitCards,
            c.BringBack,
            c.UndoAct,
            c.SetLane,
            c.LetText,
            c.OpenStraw,
            c.CloseStraw,
            c.HideStraw,
            c.AdmitNames,
            c.HoldName,
            c.StartPitch,
            c.OpenQuestions,
            c.FinishPitch,
            c.SkipPitch,
            c.ReturnPitch,
            c.AddPitchTime,
            c.PausePitch,
            c.ResumePitch,
            c.GiveReply,
            c.MarkQuestion,
            c.AdmitQuestion,
            c.RedactQuestion,
        )
    },
    common=common,
    own=own,
    rate_hz=30,
    hears_presence=True,
)
