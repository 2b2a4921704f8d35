/** Raw CT data: reading, log transform, rebinning, view sampling and noise. */
package io.tomodrift.sinograms;
