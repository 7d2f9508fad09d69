package dev.gantry.app.jobapi;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** All that the Job API promises whichever way one comes in; one server, or pair of servers, for all tests of a way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class JobsContract
        implements QueueContract, RunContract, WaitContract, StashContract, FileContract, ProjectContract {}
