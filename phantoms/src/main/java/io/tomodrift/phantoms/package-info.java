/** Phantoms with exact line integrals and simulators of scans. */
package io.tomodrift.phantoms;
