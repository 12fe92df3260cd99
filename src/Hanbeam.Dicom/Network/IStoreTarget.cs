namespace Hanbeam.Dicom.Network;

/// <summary>Where received objects go.</summary>
internal interface IStoreTarget
{
    /// <summary>Takes an object.</summary>
    /// <param name="header">What it is; its offset means nothing.</param>
    /// <param name="callingAe">Who sends it.</param>
    /// <param name="receive">Writes its data set into a stream; must be called once, whatever becomes of the object.</param>
    /// <returns>Status of the C-STORE response [DICOM, PS3.4 table B.2-1].</returns>
    Task<ushort> StoreAsync(Part10Header header, string callingAe, Func<Stream, Task> receive);
}
