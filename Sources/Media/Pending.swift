package import Generation
extension FolderMediaStore {
    package func release(_ key: MediaKey) async {}
}
