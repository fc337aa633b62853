namespace Argosy.Testing;

/// <summary>nginx on loopback, with a generated server.</summary>
internal sealed class LoopbackNginx : LoopbackDaemon
{
    private LoopbackNginx(TestFolder folder, int port)
        : base(folder, port, "/usr/sbin/nginx", "-p", folder.Path, "-c", folder.At("nginx.conf"), "-e", "stderr")
    {
    }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <param name="configure">Gives the server's text for what it is to listen to.</param>
    public static async Task<LoopbackNginx> StartAsync(Func<string, string> configure)
    {
        var folder = new TestFolder();
        var port = ServerPort.Take();
        folder.Write("mirrors.conf", configure($"127.0.0.1:{port}"));
        folder.Write("nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 2;
            pid {{folder.At("pid")}};
            error_log stderr warn;
            events { worker_connections 2048; }
            http {
              access_log off;
              client_body_temp_path {{folder.At("body")}};
              proxy_temp_path {{folder.At("proxy")}};
              fastcgi_temp_path {{folder.At("fastcgi")}};
              uwsgi_temp_path {{folder.At("uwsgi")}};
              scgi_temp_path {{folder.At("scgi")}};
              include {{folder.At("mirrors.conf")}};
            }

            """);
        var nginx = new LoopbackNginx(folder, port);
        await nginx.StartedAsync();
        return nginx;
    }
}
