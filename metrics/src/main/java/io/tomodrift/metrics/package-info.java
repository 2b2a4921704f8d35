/** Image quality measures for reconstructed slices and volumes. */
package io.tomodrift.metrics;
