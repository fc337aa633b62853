namespace Argosy.Oci.Registry;

/// <summary>Reads responses up to a size limit.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body; null if it is longer than <paramref name="most"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(
        HttpResponseMessage response, int most, StallWatch watch, RegistryFaults faults)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
            int count;
            while ((count = await watch.MoveAsync(token => body.ReadAsync(buffer, token))) > 0)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > most) return null;
            }
        }
        catch (IOException e)
        {
            throw faults.BrokenOff(e);
        }

        return bytes.ToArray();
    }
}
