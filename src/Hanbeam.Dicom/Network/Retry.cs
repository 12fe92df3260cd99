using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>Tries again what may succeed later, and turns what does not into the user's error.</summary>
internal static class Retry
{
    // One second, then twice as long each time: long enough for a service that restarts, short enough for somebody who waits.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    internal static async Task<T> RunAsync<T>(int retries, Func<Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (PeerException error) when (error.IsTransient && attempt < retries)
            {
                await Task.Delay(FirstPause * Math.Pow(2, attempt), cancellation);
            }
            catch (PeerException error)
            {
                throw new InputException(error.Message, error);
            }
        }
    }
}
