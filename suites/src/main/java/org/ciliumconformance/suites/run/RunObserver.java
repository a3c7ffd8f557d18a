package org.ciliumconformance.suites.run;

import org.ciliumconformance.reports.model.BehaviorResult;

/** Told what happens in a run. Called from any thread, several at a time. */
public interface RunObserver {
    /** What is being prepared or removed, for a person to read. */
    void progress(String what);

    void started(String id);

    /** Also called, without a start, for behaviors that are not applicable. */
    void finished(BehaviorResult result);
}
