package dev.gantry.http;
import org.junit.jupiter.api.Test;
class SmokeTest {
    @Test void all() {
        try (TestServer s = TestServer.start("/api/v1")) {

            show(s.post("/examples/fizz_buzz/job", "{\"n\":20}"), "POST");
            String u = s.finished("/examples/fizz_buzz", "{\"n\":20}");
            for (String v : new String[]{"progress","info","data","report","dump"}) show(s.get("/examples/"+v+"/"+u), v);
            show(s.get("/examples/dump/"+u+"?showLogs=true"), "dump logs");
            String l = s.finished("/ops/nightly/login", "{\"user\":\"a\",\"password\":\"x\",\"tries\":1}");
            for (String v : new String[]{"progress","info","data","report","dump"}) show(s.get("/ops/"+v+"/"+l), v);
            show(s.post("/ops/nightly/login/job", "{\"user\":\"\",\"tries\":20,\"z\":1}"), "422");
            show(s.post("/ops/nightly/login/job", "{\"user\":\n oops}"), "400");
            show(s.get("/runs?limit=2"), "runs");
            show(s.get("/ops/stream/"+l), "stream");
            show(s.get("/runs?limmit=2"), "runs");
            show(s.post("/branches", ""), "405");
            show(s.get("/branches", "Accept", "text/html"), "406");
            show(s.send(s.request("/branches").method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())), "options");
            show(s.send(s.request("/branches").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())), "head");
            show(s.send(s.request("/branches").method("FOO", java.net.http.HttpRequest.BodyPublishers.noBody())), "foo");
        }
    }
    void show(TestServer.Answer a, String p) { System.err.println(p + " -> " + a.status() + " " + a.response().headers().map() + "\n   " + a.body()); }
}
