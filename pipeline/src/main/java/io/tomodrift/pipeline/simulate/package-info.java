/** Raw data of scans that never were: phantoms, volumes and other scans, as CT projections. */
package io.tomodrift.pipeline.simulate;
