/** How what a run produced is shown, alike in every answer and stream. */
package dev.gantry.http.view;
