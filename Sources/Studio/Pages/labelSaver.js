// Saves by itself what is written, never over what somebody else saved in between.

import { createLabel, saveLabel } from "./api.js";

export class Saver {
  /**
   * `read()` gives the fields to save, or null if there is nothing worth it; `saved(label)` hears what was kept;
   * `notReady()` takes "finished" back; `state(name, error)` hears "saved", "changed", "saving", "stale" or "failed".
   */
  constructor({ read, saved, notReady, state }) {
    Object.assign(this, { read, saved, notReady, state });
    this.follow(null);
  }

  /** Goes over to another conversation, or to a new one. */
  follow(label) {
    clearTimeout(this.timer);
    this.id = label?.id ?? null;
    this.version = label?.version ?? 0;
    this.changes = this.kept = 0;
    this.isStale = false;
    this.state(label ? "saved" : "new");
  }

  get isDirty() {
    return this.changes !== this.kept;
  }

  changed() {
    this.changes += 1;
    if (this.isStale) return;
    this.state("changed");
    this.later(700);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), milliseconds);
  }

  /** Saves what is not saved yet; true if nothing is left. */
  async flush() {
    clearTimeout(this.timer);
    this.running ??= this.saveAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async saveAll() {
    while (this.isDirty) {
      if (this.isStale) return false;
      const changes = this.changes;
      const fields = this.read();
      if (!fields && this.id === null) {
        this.kept = changes;
        this.state("new");
        return true;
      }
      this.state("saving");
      try {
        const label = this.id === null ? await createLabel(fields) : await saveLabel(this.id, this.version, fields);
        [this.id, this.version, this.kept] = [label.id, label.version, changes];
        this.saved(label);
      } catch (error) {
        if (error.code === "not_ready") {
          this.notReady(error);
          this.changes += 1;
          continue;
        }
        this.isStale = error.code === "stale" || error.code === "unknown_label";
        this.state(this.isStale ? "stale" : "failed", error);
        if (!this.isStale && !(error.status < 500)) this.later(5000);
        return false;
      }
    }
    this.state("saved");
    return true;
  }

  /** Keeps what is written here as a conversation of its own. */
  async saveAsNew() {
    this.follow(null);
    this.changes += 1;
    return this.flush();
  }
}
