/** The {@code tomodrift} command and the pipeline from raw data to reported images. */
package io.tomodrift.pipeline;
