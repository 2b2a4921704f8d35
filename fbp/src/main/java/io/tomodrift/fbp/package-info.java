/** Filtered back projection for fan and parallel beams. */
package io.tomodrift.fbp;
