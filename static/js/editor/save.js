/** Where a draft goes: into a file, among the scenarios of this computer, or into the day that runs. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { newId, takeToken } from "../lib/seat.js";
import { Button, Dialog, Icon, State } from "../lib/ui.js";
import { language, t, tn } from "../lib/words.js";
import { post } from "./desk.js";
import { unmarked } from "./draft.js";

/** @param {Object} props as the editor gives them, and `base` */
export function Save({ day, draft, checked, base, onClose }) {
  const ready = checked.of === draft;
  const n = checked.problems.length;
  return html`<${Dialog} wide title=${t("Save or play")} onClose=${onClose}>
    ${n > 0 && html`<p class="ed__note ed__note--wrong"><${Icon} name="warn" />${checked.toml
      ? tn("{n} mistake is still there: the file can be kept, but not played yet.", "{n} mistakes are still there: the file can be kept, but not played yet.", n)
      : t("Something cannot be written yet. Mend what is marked; meanwhile the draft stays on this device.")}</p>`}
    <${Shelf} draft=${draft} ready=${ready && Boolean(checked.toml)} />
    <${File} draft=${draft} toml=${ready ? checked.toml : null} />
    <${Running} ...${{ day, draft, checked, base, ready }} />
  <//>`;
}

/** Among the scenarios that `serve` finds by name. */
function Shelf({ draft, ready }) {
  const [told, setTold] = useState(null);
  const name = String(draft.scenario.id || "");
  const save = async (over) => {
    setTold({ busy: true });
    const { status, body } = await post("save", { draft: unmarked(draft), name, over });
    setTold(status === 200 ? { saved: body } : { taken: body && body.taken, said: (body && body.said) || t("The desk does not answer.") });
  };
  return html`<section class="ed__way"><h3>${t("Keep it on this computer")}</h3>
    <p>${t("As {name}, which is its name in the file.", { name })}</p>
    <${Button} data-first kind="act" icon="page" busy=${Boolean(told && told.busy)} disabled=${!ready} onClick=${() => save(false)}>${t("Keep it")}<//>
    ${told && told.saved && html`<p role="status"><${State} tone="ok" icon="check">${t("Kept: {path}", { path: told.saved.path })}<//></p>
      <p>${t("Play it with:")} <code>${`run.py serve --scenario ${told.saved.name}`}</code></p>`}
    ${told && told.said && html`<p class="ed__bad" role="alert"><${Icon} name="warn" />${told.said}</p>`}
    ${told && told.taken === "own" && html`<${Button} kind="need" icon="warn" onClick=${() => save(true)}>${t("Write over it")}<//>`}
  </section>`;
}

/** To carry away, to send, to read by hand. */
function File({ draft, toml }) {
  const download = () => {
    const address = URL.createObjectURL(new Blob([toml], { type: "application/toml" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${draft.scenario.id || "scenario"}.toml`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  return html`<section class="ed__way"><h3>${t("Take it along")}</h3><p>${t("A text file, which can be opened here again, or read by hand.")}</p>
    <${Button} icon="down" disabled=${!toml} onClick=${download}>${t("Download the file")}<//></section>`;
}

/** The day that runs goes on by this draft, from the next round on. */
function Running({ day, draft, checked, base, ready }) {
  const [told, setTold] = useState({});
  const running = checked.day;
  if (!running || !base || running.scenario !== draft.scenario.id) {
    return html`<section class="ed__way"><h3>${t("The day that runs")}</h3><p>${t("To change it, open it first: Open, “The day that runs”.")}</p></section>`;
  }
  const revise = async () => {
    setTold({ busy: true });
    const payload = { text: checked.toml, base, action_id: newId() };
    const { body } = await postJson("/api/commands", { command: "revise_scenario", payload, lang: language() }, takeToken());
    const error = body && body.error;
    setTold(body && body.ok ? { done: true } : { said: (error && error.text) || t("No answer from the desk. Nothing will be sent later: look where the round stands, then press again."), stale: error && error.code === "scenario.stale" });
    if (body && body.ok) day.rebase(checked.mark || null);
  };
  const stale = running.base !== base && !running.same;
  return html`<section class="ed__way"><h3>${t("The day that runs")}</h3>
    ${running.same ? html`<p role="status"><${State} tone="ok" icon="check">${told.done ? t("The day goes on by this scenario.") : t("It is played by this scenario already.")}<//></p>`
      : html`<p>${t("Rounds that have begun stay as they are. All screens go by it from the next round on; the console can undo it until one of its rounds begins.")}</p>
        ${running.why && html`<p class="ed__bad" role="alert"><${Icon} name="warn" />${running.why}</p>`}
        ${stale && html`<p class="ed__bad" role="alert"><${Icon} name="warn" />${t("The day was changed since this draft was opened. Open it again and make your changes there.")}</p>`}
        <${Button} kind="act" icon="play" busy=${Boolean(told.busy)} disabled=${!ready || checked.problems.length > 0 || Boolean(running.why) || stale} onClick=${revise}>${t("Change the day from the next round on")}<//>`}
    ${told.said && html`<p class="ed__bad" role="alert"><${Icon} name="warn" />${told.said}</p>`}
  </section>`;
}
