/**
 * Solvers of ordinary differential equations {@code dx/dt = v(x, t)}, as flow matching needs them:
 * fixed-step Runge-Kutta and Adams-Bashforth methods and the adaptive Dormand-Prince pair, with
 * every evaluation of the field counted.
 *
 * <p>Start with {@link io.tomodrift.learned.ode.OdeSolvers}, which lists them by name.
 */
package io.tomodrift.learned.ode;
