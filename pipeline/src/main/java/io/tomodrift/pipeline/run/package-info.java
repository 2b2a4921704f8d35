/** How a command runs: exit codes, progress on the terminal, cancellation, stage timing. */
package io.tomodrift.pipeline.run;
