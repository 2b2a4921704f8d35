/** The {@code tomodrift} command and the end-to-end pipeline behind it. */
package io.tomodrift.pipeline;
