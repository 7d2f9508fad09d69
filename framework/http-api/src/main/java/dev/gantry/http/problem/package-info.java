/** What the REST API answers when it refuses: problem details (RFC 9457), made in one place. */
package dev.gantry.http.problem;
