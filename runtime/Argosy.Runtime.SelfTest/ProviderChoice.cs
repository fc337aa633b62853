namespace Argosy.Runtime.SelfTest;

internal static class ProviderChoice
{
    /// <summary>The first provider of the loopback interface, or shared memory if that doesn't open.</summary>
    internal static RdmaDomain Open(string? preference)
    {
        if (preference is not null)
            return RdmaDomain.Open(RdmaScope.Host, preference);
        var loopback = RdmaProvider.List(RdmaScope.Host).FirstOrDefault(provider => provider.IsLoopback);
        try
        {
            return RdmaDomain.Open(RdmaScope.Host, loopback?.Name);
        }
        catch (RdmaException exception) when (exception.Code == RdmaError.NoProvider && loopback is not null)
        {
            Console.Error.WriteLine($"argosy-runtime-selftest: going on without {loopback.Name}: {exception.Detail}");
            return RdmaDomain.Open(RdmaScope.Host);
        }
    }
}
