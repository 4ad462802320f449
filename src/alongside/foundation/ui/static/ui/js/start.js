// Comfort only: every page works without this file.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { keepDrafts } from "./draft.js";
import { findAsTyped } from "./find.js";
import { watchTheClock } from "./lock.js";
import { listenForKeys } from "./shortcuts.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
keepDrafts();
watchTheClock();
listenForKeys();
findAsTyped();
