namespace Argosy.Runtime.SelfTest;

internal static class Roles
{
    private const byte Passed = 1;

    internal static async Task RunAsync(RdmaDomain domain, Options options, CancellationToken cancellationToken)
    {
        switch (options.Role)
        {
            case Role.Serve:
                await ServeAsync(domain, new Rendezvous(options.Folder!), options.Bytes, cancellationToken);
                foreach (var parcelport in Parcelports(domain))
                    await ActionProof.ServeAsync(parcelport, new Rendezvous(options.Folder!), cancellationToken);
                break;
            case Role.Connect:
                await ConnectAsync(domain, new Rendezvous(options.Folder!), options.Bytes, cancellationToken);
                foreach (var parcelport in Parcelports(domain))
                    await ActionProof.ConnectAsync(parcelport, new Rendezvous(options.Folder!), cancellationToken);
                break;
            default:
                await BothAsync(domain, options.Bytes, cancellationToken);
                break;
        }
    }

    /// <summary>Managed sockets, and the provider that has just transferred bytes.</summary>
    private static string[] Parcelports(RdmaDomain domain) => ["tcp", "fabric:" + domain.Provider.Name];

    private static async Task BothAsync(RdmaDomain domain, int bytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(Path.GetTempPath(), "argosy-" + Guid.NewGuid().ToString("n")));
        try
        {
            var rendezvous = new Rendezvous(folder.FullName);
            await Task.WhenAll(
                Task.Run(() => ServeAsync(domain, rendezvous, bytes, cancellationToken), cancellationToken),
                Task.Run(() => ConnectAsync(domain, rendezvous, bytes, cancellationToken), cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(
        RdmaDomain domain, Rendezvous rendezvous, int bytes, CancellationToken cancellationToken)
    {
        using var side = new Side(domain, bytes);
        side.Fill(0);
        // Last: a write completes at the other side only once its bytes are here.
        var message = side.Endpoint.ReceiveAsync(side.Part(2), cancellationToken);
        rendezvous.Publish("server", side.Introduction);
        var client = await rendezvous.FindAsync("client", cancellationToken);
        var peer = side.Endpoint.AddPeer(client.Address);
        Expect(bytes, await message, "message");
        side.Check(1, "RMA write");
        side.Check(2, "message");
        side.Verdict.Span[0] = Passed;
        await side.Endpoint.SendAsync(peer, side.Verdict, cancellationToken);
    }

    private static async Task ConnectAsync(
        RdmaDomain domain, Rendezvous rendezvous, int bytes, CancellationToken cancellationToken)
    {
        using var side = new Side(domain, bytes);
        var verdict = side.Endpoint.ReceiveAsync(side.Verdict, cancellationToken);
        rendezvous.Publish("client", side.Introduction);
        var server = await rendezvous.FindAsync("server", cancellationToken);
        var peer = side.Endpoint.AddPeer(server.Address);
        Expect(
            bytes, await side.Endpoint.ReadAsync(peer, side.Part(0), server.Memory, 0, cancellationToken), "RMA read");
        side.Check(0, "RMA read");
        side.Fill(1);
        side.Fill(2);
        Expect(
            bytes, await side.Endpoint.WriteAsync(peer, side.Part(1), server.Memory, bytes, cancellationToken),
            "RMA write");
        Expect(bytes, await side.Endpoint.SendAsync(peer, side.Part(2), cancellationToken), "send");
        Expect(1, await verdict, "verdict");
        if (side.Verdict.Span[0] != Passed)
            throw new SelfTestFailure("the other side found wrong bytes");
    }

    private static void Expect(int expected, int moved, string what)
    {
        if (moved != expected)
            throw new SelfTestFailure($"{what}: {moved} bytes moved, expected {expected}");
    }
}
